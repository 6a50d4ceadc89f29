/** What this service is and how it was started: read-only, since all of it needs a restart. */
import { defineAction } from './define.ts';
import { failoverPolicyField } from './failover-policy-field.ts';
import { flagField, integerField, listField, objectField, textField } from './result.ts';

export const serviceActions = {
  DescribeSettings: defineAction({
    name: 'DescribeSettings',
    resource: 'service',
    summary: 'Describes the service: version, engines, address pools with their use, defaults and quotas.',
    extension: true,
    params: {},
    result: {
      Version: textField(),
      ListenAddress: textField('host:port as configured; port 0 = chosen by the system.'),
      CertificateOrigin: textField('configured, or own: self-signed by the service.'),
      StoreKind: textField('sqlite or memory.'),
      Strict: flagField('Whether extensions are refused, as by the vendor.'),
      StrictBusy: flagField('Whether changes right behind one another are refused, as by the vendor.'),
      EnforceSpec: flagField('Whether specifications limit connections.'),
      RateLimit: integerField('Calls a second with one access key; 0 = no limit.'),
      UnknownServers: textField('What happens to server ids that nobody knows: reject or accept.'),
      Engines: listField(
        'Engine',
        objectField({
          EngineName: textField(),
          EngineMode: textField(
            'process: outlives the service; inline: part of it; kernel: forwards without any process.',
          ),
          InUse: flagField(),
          Protocols: listField('Protocol', textField('tcp or udp: what it is meant to carry.')),
          Reason: textField('Why it is in use, or why not. One sentence.'),
          Features: listField('Feature', textField()),
        }),
      ),
      AddressPools: listField(
        'AddressPool',
        objectField({
          PoolName: textField('internet, intranet or ipv6.'),
          CidrBlocks: listField('CidrBlock', textField()),
          Size: textField('How many addresses it can give. A number as text: it may have 39 digits.'),
          UsedCount: integerField('Addresses of it that load balancers have; pools may overlap.'),
        }),
      ),
      FailoverPolicy: failoverPolicyField('What counts for groups that set nothing of their own.'),
      Quotas: listField(
        'Quota',
        objectField({
          QuotaName: textField('As the setting: quotas.NAME.'),
          QuotaLimit: integerField(),
        }),
      ),
    },
    errors: [],
    example: {
      given: [],
      request: {},
      response: {
        Version: '0.1.0',
        ListenAddress: '127.0.0.1:8014',
        CertificateOrigin: 'own',
        StoreKind: 'sqlite',
        Strict: false,
        StrictBusy: false,
        EnforceSpec: false,
        RateLimit: 0,
        UnknownServers: 'reject',
        Engines: {
          Engine: [
            {
              EngineName: 'embedded',
              EngineMode: 'process',
              InUse: true,
              Protocols: { Protocol: ['tcp', 'udp'] },
              Reason: 'It needs neither root nor installation.',
              Features: { Feature: ['tcp', 'udp'] },
            },
          ],
        },
        AddressPools: {
          AddressPool: [
            {
              PoolName: 'internet',
              CidrBlocks: { CidrBlock: ['203.0.113.0/24'] },
              Size: '254',
              UsedCount: 0,
            },
            { PoolName: 'intranet', CidrBlocks: { CidrBlock: ['10.0.0.0/24'] }, Size: '254', UsedCount: 0 },
            {
              PoolName: 'ipv6',
              CidrBlocks: { CidrBlock: ['2001:db8::/64'] },
              Size: '18446744073709551615',
              UsedCount: 0,
            },
          ],
        },
        FailoverPolicy: {
          FailbackMode: 'auto',
          BothDownPolicy: 'stay',
          DetectionMode: 'vendor',
          ConnectFailurePolicy: 'fallback',
          EstablishedPolicy: 'keep',
          StandbyProbe: 'on',
          FlapDamping: 'on',
          PenaltyLimit: '2.50',
        },
        Quotas: {
          Quota: [
            { QuotaName: 'loadBalancers', QuotaLimit: 30 },
            { QuotaName: 'listenersPerLoadBalancer', QuotaLimit: 50 },
            { QuotaName: 'serversPerLoadBalancer', QuotaLimit: 200 },
            { QuotaName: 'serversPerCall', QuotaLimit: 20 },
            { QuotaName: 'accessControlLists', QuotaLimit: 200 },
            { QuotaName: 'entriesPerAccessControlList', QuotaLimit: 300 },
            { QuotaName: 'listenersPerAccessControlList', QuotaLimit: 50 },
            { QuotaName: 'accessEntriesPerListener', QuotaLimit: 1_000 },
            { QuotaName: 'whiteListItemsPerListener', QuotaLimit: 300 },
            { QuotaName: 'rulesPerListener', QuotaLimit: 40 },
            { QuotaName: 'domainExtensionsPerListener', QuotaLimit: 3 },
            { QuotaName: 'certificates', QuotaLimit: 100 },
            { QuotaName: 'tlsPolicies', QuotaLimit: 100 },
          ],
        },
      },
    },
    source: 'extension of Hotspare',
    notes: ['Neither keys nor secrets are in it. Changed in the configuration, by a restart.'],
  }),
} as const;
