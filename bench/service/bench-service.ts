/** The whole service, as it is shipped, on the balancer's host of the bed, with one of our engines. */
import { Api } from '../../test/support/service-api.ts';
import { enginePid, type RunningService, Services } from '../../test/support/service.ts';
import type { Bed } from '../bed/bed.ts';
import { hasMapped } from '../bed/process-memory.ts';
import { descendantsOf } from '../console/descendants.ts';
import type { Engine } from '../engines/engine.ts';

/** For load balancers: all of them addresses of the balancer's host, which the client's default route leads to. */
const POOL = '10.81.0.0/16';

class BedServices extends Services {
  override readonly pool = POOL;
}

export class BenchService {
  readonly api: Api;
  readonly #services: Services;
  readonly #service: RunningService;

  private constructor(services: Services, service: RunningService) {
    this.#services = services;
    this.#service = service;
    this.api = new Api(service);
  }

  /** Rejects when this build or machine cannot run that engine. */
  static async start(bed: Bed, engine: Engine, flags: readonly string[] = []): Promise<BenchService> {
    await bed.lb.run(['ip', 'route', 'replace', 'local', POOL, 'dev', 'lo']);
    const services = new BedServices();
    try {
      const chosen = ['--log-level=warn', ...flagsFor(engine), ...flags];
      const service = await services.start({ flags: chosen });
      return new BenchService(services, service);
    } catch (error) {
      await services.close();
      throw error;
    }
  }

  /** Stopped, and started again on what it has stored; ready. This one is of no more use. */
  async restarted(engine: Engine, flags: readonly string[] = []): Promise<BenchService> {
    await this.#service.stop();
    this.api.close();
    const { dataDir } = this.#service;
    const service = await this.#services.start({
      dataDir,
      flags: ['--log-level=warn', ...flagsFor(engine), ...flags],
    });
    return new BenchService(this.#services, service);
  }

  /** From the process to its readiness; what ran before has been stopped by then. */
  get startedInMs(): number {
    return this.#service.startedInMs;
  }

  /** Of the service and everything that it started. */
  pids(): readonly number[] {
    const { pid } = this.#service.process;
    if (pid === undefined) throw new Error('the service has no process');
    const engine = enginePid(this.#service.dataDir);
    return [...new Set([pid, ...descendantsOf(pid, ''), ...(engine === undefined ? [] : [engine])])];
  }

  /** Throws when another engine or lane than this one is in use: its figures would stand under a wrong name. */
  async requireEngine({ id }: Engine): Promise<void> {
    const { Engines } = await this.api.call('DescribeSettings');
    const name = id === 'nftables' ? 'nftables' : 'embedded';
    const inUse = Engines.filter(({ InUse }) => InUse).map(({ EngineName }) => EngineName);
    if (!inUse.includes(name)) throw new Error(`in use is ${inUse.join(', ')}, not ${name}`);
    if (id === 'nftables') return;
    const pid = enginePid(this.#service.dataDir);
    const fast = pid !== undefined && [pid, ...descendantsOf(pid, '')].some((one) => hasMapped(one, 'koffi'));
    if (fast !== (id === 'fast')) throw new Error(`the embedded engine does not run its ${id} lane here`);
  }

  async close(): Promise<void> {
    this.api.close();
    await this.#service.stop().catch(() => undefined);
    await this.#services.close();
  }
}

/** What runs in the end is looked at, see `requireEngine`. */
function flagsFor({ id }: Engine): readonly string[] {
  if (id === 'nftables')
    return ['--engines-tcp=nftables', '--engines-udp=nftables', '--nftables-source-address=keep'];
  return id === 'plain' ? ['--engine-lane=plain'] : [];
}
