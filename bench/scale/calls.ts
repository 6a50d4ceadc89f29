/** The calls that are measured, each in turn on load balancers of the state; what a call makes, a later one removes. */
import type { ActionName } from '../../src/contract/index.ts';
import type { Api } from '../../test/support/service-api.ts';
import { serversOf } from './layout.ts';

export interface Call {
  /** As it stands in the results. */
  readonly name: string;
  readonly kind: 'describe' | 'write';
  readonly action: ActionName;
  readonly parameters: Readonly<Record<string, string>>;
}

interface Subject {
  readonly id: string;
  readonly number: number;
  readonly pools: readonly string[];
}

const SUBJECTS = 40;
const SCRATCH_PORT = '7000';

/** Of every five calls one is a write. Goes on for ever. */
export async function callsOn(api: Api, loadBalancers: number): Promise<() => Call> {
  const subjects = await chooseSubjects(api, loadBalancers);
  const tokens = await tokensOf(api);
  const reads = describeCalls(loadBalancers, tokens);
  let turn = 0;
  return () => {
    const isWrite = turn % 5 === 4;
    const nth = Math.floor(turn / 5);
    const read = reads[(turn - nth) % reads.length];
    // Rounds of all writes go from subject to subject.
    const round = Math.floor(nth / writeCalls.length);
    const write = writeCalls[nth % writeCalls.length];
    const subject = subjects[(isWrite ? round : turn) % subjects.length];
    turn += 1;
    const make = isWrite ? write : read;
    if (!make || !subject) throw new Error('there is nothing to call');
    return make(subject, turn);
  };
}

type Make = (subject: Subject, turn: number) => Call;

function describeCalls(loadBalancers: number, tokens: readonly string[]): readonly Make[] {
  const describe =
    (action: ActionName, name: string, parameters: (s: Subject, turn: number) => object): Make =>
    (subject, turn) => ({
      name,
      kind: 'describe',
      action,
      parameters: { ...parameters(subject, turn) },
    });
  const page = (turn: number, size: number) => ({
    PageSize: String(size),
    PageNumber: String(1 + (turn % Math.max(1, Math.floor(loadBalancers / size)))),
  });
  const ofSubject = ({ id }: Subject) => ({ LoadBalancerId: id });
  return [
    describe('DescribeLoadBalancers', 'DescribeLoadBalancers, pages of 50', (_, turn) => page(turn, 50)),
    describe('DescribeLoadBalancers', 'DescribeLoadBalancers, pages of 100', (_, turn) => page(turn, 100)),
    describe(
      'DescribeLoadBalancerListeners',
      'DescribeLoadBalancerListeners, all, by NextToken',
      (_, turn) => {
        const token = tokens[turn % tokens.length];
        return { MaxResults: '100', ...(token && { NextToken: token }) };
      },
    ),
    describe('DescribeLoadBalancerListeners', 'DescribeLoadBalancerListeners, of one', ({ id }) => ({
      'LoadBalancerId.1': id,
    })),
    describe('DescribeVServerGroups', 'DescribeVServerGroups', ofSubject),
    describe('DescribeMasterSlaveServerGroups', 'DescribeMasterSlaveServerGroups', ofSubject),
    describe('DescribeLoadBalancerAttribute', 'DescribeLoadBalancerAttribute', ofSubject),
    describe('DescribeHealthStatus', 'DescribeHealthStatus', ofSubject),
  ];
}

const write =
  (action: ActionName, parameters: (s: Subject, turn: number) => object): Make =>
  (subject, turn) => ({ name: action, kind: 'write', action, parameters: { ...parameters(subject, turn) } });

const scratch = ({ id }: Subject) => ({
  LoadBalancerId: id,
  ListenerPort: SCRATCH_PORT,
  ListenerProtocol: 'tcp',
});
const scratchServer = [{ ServerId: '127.18.0.1', Weight: '10' }];

const writeCalls: readonly Make[] = [
  write('SetLoadBalancerName', ({ id, number }) => ({
    LoadBalancerId: id,
    LoadBalancerName: `scale-${number}`,
  })),
  write('SetVServerGroupAttribute', ({ pools: [pool = ''], number }, turn) => ({
    VServerGroupId: pool,
    BackendServers: JSON.stringify(
      serversOf(number).map((ServerId) => ({ ServerId, Port: '9004', Weight: String(1 + (turn % 100)) })),
    ),
  })),
  write('SetLoadBalancerTCPListenerAttribute', ({ id }, turn) => ({
    LoadBalancerId: id,
    ListenerPort: '8001',
    Bandwidth: String(1 + (turn % 1_000)),
  })),
  write('CreateLoadBalancerTCPListener', (subject) => ({
    ...scratch(subject),
    Bandwidth: '-1',
    BackendServerPort: '9001',
  })),
  write('StartLoadBalancerListener', scratch),
  write('AddBackendServers', ({ id }) => ({
    LoadBalancerId: id,
    BackendServers: JSON.stringify(scratchServer),
  })),
  write('RemoveBackendServers', ({ id }) => ({
    LoadBalancerId: id,
    BackendServers: JSON.stringify(scratchServer),
  })),
  write('DeleteLoadBalancerListener', scratch),
];

/** Spread over the whole state. */
async function chooseSubjects(api: Api, loadBalancers: number): Promise<readonly Subject[]> {
  const count = Math.min(SUBJECTS, loadBalancers);
  const numbers = Array.from({ length: count }, (_, n) => Math.floor((n * loadBalancers) / count));
  return Promise.all(
    numbers.map(async (number): Promise<Subject> => {
      const name = { LoadBalancerName: `scale-${number}` };
      const [found] = (await api.call('DescribeLoadBalancers', name)).LoadBalancers;
      if (!found) throw new Error(`there is no load balancer scale-${number}`);
      const id = found.LoadBalancerId;
      const { VServerGroups } = await api.call('DescribeVServerGroups', { LoadBalancerId: id });
      return { id, number, pools: VServerGroups.map(({ VServerGroupId }) => VServerGroupId) };
    }),
  );
}

/** Of every page of the list of all listeners; the first page has none. */
async function tokensOf(api: Api): Promise<readonly string[]> {
  const tokens = [''];
  for (;;) {
    const NextToken = tokens.at(-1) ?? '';
    const answer = await api.call('DescribeLoadBalancerListeners', {
      MaxResults: '100',
      ...(NextToken && { NextToken }),
    });
    if (answer.NextToken === undefined) return tokens;
    tokens.push(answer.NextToken);
  }
}
