/** Which calls a sequence is made of, and how often each comes. */
import type { Account } from '../account.ts';
import type { Call, Maker } from '../call.ts';
import type { Random } from '../../support/random.ts';
import { changeList, changeWhiteList, createList, deleteList, switchWhiteList } from './access.ts';
import {
  addServers,
  createBalancer,
  deleteBalancer,
  removeServers,
  setBalancer,
  setServers,
} from './balancers.ts';
import {
  changeExtension,
  createExtension,
  createPolicy,
  deleteCertificate,
  deletePolicy,
  renameCertificate,
  setPolicy,
  uploadCertificate,
} from './certificates.ts';
import { changeGroup, createGroup, deleteGroup } from './groups.ts';
import { createListener, deleteListener, setListener, startOrStop } from './listeners.ts';
import { createPair, deletePair, setPair, switchPair } from './pairs.ts';
import { createRules, deleteRules, setRule } from './rules.ts';
import { deregisterServer, olderTags, registerServer, tagResources, untagResources } from './tags.ts';

/** Makers and their weights. What is made is made more often than deleted, so that there is something to work on. */
const makers: readonly (readonly [Maker, number])[] = [
  [createBalancer, 5],
  [deleteBalancer, 0.7],
  [setBalancer, 3],
  [addServers, 3],
  [setServers, 2],
  [removeServers, 2],
  [createListener, 14],
  [setListener, 12],
  [startOrStop, 9],
  [deleteListener, 3],
  [createGroup, 5],
  [changeGroup, 6],
  [deleteGroup, 3],
  [createPair, 5],
  [setPair, 2],
  [deletePair, 1],
  [switchPair, 2],
  [createRules, 6],
  [setRule, 4],
  [deleteRules, 2],
  [createList, 3],
  [changeList, 6],
  [deleteList, 2],
  [switchWhiteList, 1],
  [changeWhiteList, 3],
  [uploadCertificate, 4],
  [renameCertificate, 1],
  [deleteCertificate, 2],
  [createPolicy, 2],
  [setPolicy, 2],
  [deletePolicy, 1],
  [createExtension, 4],
  [changeExtension, 2],
  [tagResources, 3],
  [untagResources, 2],
  [olderTags, 1],
  [registerServer, 2],
  [deregisterServer, 1],
];

/** What people do to a listener and the pair behind it, most of it at once in the way of the rest. */
const listenerMakers: readonly (readonly [Maker, number])[] = [
  [deleteListener, 3],
  [setListener, 1],
  [startOrStop, 2],
  [switchPair, 3],
  [setPair, 1],
  [deletePair, 1],
  [createRules, 1],
  [setRule, 1],
  [tagResources, 1],
];

export function anyCall(account: Account, random: Random): Call {
  return weighted(makers, random)(account, random);
}

export function anyCallOnListener(account: Account, random: Random): Call {
  return weighted(listenerMakers, random)(account, random);
}

function weighted(choices: readonly (readonly [Maker, number])[], random: Random): Maker {
  let left = random.next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [make, weight] of choices) {
    left -= weight;
    if (left < 0) return make;
  }
  return createBalancer;
}
