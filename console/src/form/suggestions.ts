/**
 * Values that exist, for parameters that name something: which question finds them. Goes by the parameter's name, which
 * means the same in the whole API.
 */
import { type Answer, useAnswer } from '../api/use-call.ts';
import type { FormValues } from './values.ts';
import type { Parameters } from '../api/call.ts';
import type { ActionName } from '../../../src/contract/index.ts';

export interface Suggestion {
  readonly value: string;
  /** What it is, for people: a name, an address. */
  readonly label: string;
}

interface Source<A extends ActionName> {
  readonly action: A;
  /** Undefined: cannot be asked before something else is filled in. */
  readonly parameters: (values: FormValues) => Parameters | undefined;
  readonly read: (answer: Answer<A>) => readonly Suggestion[];
}

/** What reads the answer fits the action; the map of them cannot say so. */
type AnySource = Source<never>;
const source = <A extends ActionName>(found: Source<A>): AnySource => found as unknown as AnySource;

const inRegion = ({ RegionId }: FormValues): Parameters => ({ RegionId });
const ofLoadBalancer = ({ RegionId, LoadBalancerId }: FormValues): Parameters | undefined =>
  LoadBalancerId === undefined ? undefined : { RegionId, LoadBalancerId };

const vServerGroups = source({
  action: 'DescribeVServerGroups',
  parameters: ofLoadBalancer,
  read: ({ VServerGroups }) =>
    VServerGroups.map((group) => ({ value: group.VServerGroupId, label: group.VServerGroupName })),
});
const servers = source({
  action: 'DescribeServers',
  parameters: inRegion,
  read: ({ Servers }) => Servers.map((server) => ({ value: server.ServerId, label: server.Address })),
});

const sources: Readonly<Record<string, AnySource>> = {
  RegionId: source({
    action: 'DescribeRegions',
    parameters: () => ({}),
    read: ({ Regions }) => Regions.map((region) => ({ value: region.RegionId, label: region.LocalName })),
  }),
  LoadBalancerId: source({
    action: 'DescribeLoadBalancers',
    parameters: ({ RegionId }) => ({ RegionId, PageSize: '100' }),
    read: ({ LoadBalancers }) =>
      LoadBalancers.map((found) => ({
        value: found.LoadBalancerId,
        label: `${found.LoadBalancerName} ${found.Address}`,
      })),
  }),
  MasterSlaveServerGroupId: source({
    action: 'DescribeMasterSlaveServerGroups',
    parameters: ofLoadBalancer,
    read: ({ MasterSlaveServerGroups }) =>
      MasterSlaveServerGroups.map((group) => ({
        value: group.MasterSlaveServerGroupId,
        label: group.MasterSlaveServerGroupName,
      })),
  }),
  VServerGroupId: vServerGroups,
  MasterServerGroupId: vServerGroups,
  SlaveServerGroupId: vServerGroups,
  ServerId: servers,
  AclId: source({
    action: 'DescribeAccessControlLists',
    parameters: inRegion,
    read: ({ Acls }) => Acls.map((list) => ({ value: list.AclId, label: list.AclName })),
  }),
  ServerCertificateId: source({
    action: 'DescribeServerCertificates',
    parameters: inRegion,
    read: ({ ServerCertificates }) =>
      ServerCertificates.map((found) => ({
        value: found.ServerCertificateId,
        label: found.ServerCertificateName,
      })),
  }),
  CACertificateId: source({
    action: 'DescribeCACertificates',
    parameters: inRegion,
    read: ({ CACertificates }) =>
      CACertificates.map((found) => ({ value: found.CACertificateId, label: found.CACertificateName })),
  }),
  UserName: source({
    action: 'DescribeUsers',
    parameters: () => ({}),
    read: ({ Users }) => Users.map((user) => ({ value: user.UserName, label: '' })),
  }),
};

const none: AnySource = source({ action: 'DescribeRegions', parameters: () => undefined, read: () => [] });

/** Nothing while it is not known, cannot be asked, or may not be read. */
export function useSuggestions(name: string, values: FormValues): readonly Suggestion[] {
  const found = Object.hasOwn(sources, name) ? (sources[name] ?? none) : none;
  const parameters = found.parameters(values);
  const { data } = useAnswer(found.action, parameters ?? {}, { enabled: parameters !== undefined });
  return data === undefined ? [] : found.read(data);
}
