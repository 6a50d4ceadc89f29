/** Load balancers with one TCP listener and a master-slave pair each, all started. */
import type { Api } from '../../test/support/service-api.ts';
import { FIRST_SERVER_PORT, serversOf } from '../scale/layout.ts';

const AT_A_TIME = 8;

export interface Place {
  readonly id: string;
  readonly groupId: string;
  readonly host: string;
  readonly port: number;
}

export class Filled {
  readonly #places: readonly Place[];

  constructor(places: readonly Place[]) {
    this.#places = places;
  }

  /** Of any number: they are gone round. */
  at(number: number): Place {
    const place = this.#places[number % this.#places.length];
    if (!place) throw new Error('nothing was made');
    return place;
  }
}

export async function fill(api: Api, count: number): Promise<Filled> {
  const places: Place[] = [];
  let next = 0;
  const one = async (): Promise<void> => {
    for (let number = next++; number < count; number = next++) places.push(await newPlace(api, number));
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, one));
  return new Filled(places);
}

async function newPlace(api: Api, number: number): Promise<Place> {
  const port = 8_001;
  const { LoadBalancerId: id, Address: host } = await api.call('CreateLoadBalancer', {
    LoadBalancerName: `balancer-${number}`,
  });
  const { MasterSlaveServerGroupId: groupId } = await api.call('CreateMasterSlaveServerGroup', {
    LoadBalancerId: id,
    MasterSlaveBackendServers: JSON.stringify(
      serversOf(number).map((ServerId, n) => ({
        ServerId,
        Port: String(FIRST_SERVER_PORT),
        ServerType: n === 0 ? 'Master' : 'Slave',
      })),
    ),
  });
  await api.newListener(id, 'TCP', port, { MasterSlaveServerGroupId: groupId });
  return { id, groupId, host, port };
}
