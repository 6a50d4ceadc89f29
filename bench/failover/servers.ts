/** Real Redis servers to break: one that can be killed, one on a host whose cable can be pulled, and their spares. */
import type { FaultTimes } from '../../src/cli/demo/fault-times.ts';
import type { Cleanup } from '../../test/support/cleanup.ts';
import { NetworkHost } from '../../test/support/network-host.ts';
import { RedisServer } from '../../test/support/redis.ts';
import type { CellName } from './cell.ts';

type Fault = CellName['fault'];

export class Servers {
  readonly #host: NetworkHost;
  readonly #masters: Readonly<Record<Fault, RedisServer>>;
  readonly #slave: RedisServer;

  private constructor(host: NetworkHost, masters: Readonly<Record<Fault, RedisServer>>, slave: RedisServer) {
    this.#host = host;
    this.#masters = masters;
    this.#slave = slave;
  }

  static async start(cleanup: Cleanup): Promise<Servers> {
    const host = cleanup.add(await NetworkHost.create());
    const silent = cleanup.add(await RedisServer.start('master', host));
    const killed = cleanup.add(await RedisServer.start('master'));
    return new Servers(host, { killed, silent }, cleanup.add(await RedisServer.start('slave')));
  }

  pair(fault: Fault): { readonly master: RedisServer; readonly slave: RedisServer } {
    return { master: this.#masters[fault], slave: this.#slave };
  }

  break(fault: Fault): Promise<FaultTimes> {
    return fault === 'killed' ? this.#masters.killed.kill() : this.#host.silence();
  }

  mend(fault: Fault): Promise<void> {
    return fault === 'killed' ? this.#masters.killed.restart() : this.#host.speak();
  }
}
