/**
 * Entry of the thread that owns the database: a commit blocks for as long as the disk takes, which must not hold up
 * traffic and probes. Built as a file of its own; started by `StoreThread` only.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { Database } from './database.ts';
import { loadSqlite } from './driver.ts';
import { toFailure, toStoreError } from './failures.ts';
import { prepareFolder } from './folder.ts';
import { packPage, type Page } from './page.ts';
import type { NumberedRequest, Reply, Request, ThreadMessage, ThreadOptions } from './protocol.ts';

if (parentPort === null) throw new Error('This file only runs as a thread of the store.');
await run(parentPort, workerData);

async function run(port: MessagePort, options: ThreadOptions): Promise<void> {
  const send = (message: ThreadMessage): void => port.postMessage(message);
  try {
    const file = prepareFolder(options.directory);
    const database = new Database(await loadSqlite(), file, options);
    port.on('message', ({ id, request }: NumberedRequest) => {
      const sendPage = (page: Page): void => {
        const message: ThreadMessage = { kind: 'page', id, page };
        port.postMessage(message, [page.bytes.buffer]);
      };
      send({ kind: 'reply', id, reply: answer(database, file, request, sendPage) });
      if (request.kind === 'close') port.close();
    });
    const { revision } = database;
    send({ kind: 'ready', file, revision, leftoverLeases: database.leases() });
  } catch (error) {
    send({ kind: 'not-opened', failure: toFailure(toStoreError(error, options.directory)) });
    port.close();
  }
}

function answer(database: Database, file: string, request: Request, sendPage: (page: Page) => void): Reply {
  try {
    switch (request.kind) {
      case 'group':
        return { kind: 'group', outcomes: database.apply(request.operations) };
      case 'get':
        return { kind: 'get', entry: database.get(request.key) };
      case 'list':
        for (const entries of database.list(request.prefix)) sendPage(packPage(entries));
        return { kind: 'list', revision: database.revision };
      case 'keys':
        return { kind: 'keys', keys: database.keys(request.prefix) };
      case 'history':
        return { kind: 'history', batches: database.history(request.after) };
      case 'close':
        database.close();
        return { kind: 'closed' };
    }
  } catch (error) {
    return { kind: 'failed', failure: toFailure(toStoreError(error, file)) };
  }
}
