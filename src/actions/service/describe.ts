import { poolHolds, poolSize } from '../../domain/address-pool.ts';
import { prefixes } from '../../domain/keys.ts';
import { failoverPolicy, noOverrides } from '../../domain/policy.ts';
import type { ActionHandler } from '../context.ts';
import { policyToWire } from '../failover/policy-to-wire.ts';

/** Defaults are told as of a listener that checks health and does not drain. */
const plainListener = { healthCheck: { enabled: true } };

export const describeSettings: ActionHandler<'DescribeSettings'> = async (_params, { tx, settings }) => {
  const { service, addressPools, quotas, failover } = settings;
  const claims = await tx.list('addresses', prefixes.addresses);
  return {
    Version: service.version,
    ListenAddress: service.listenAddress,
    CertificateOrigin: service.certificateOrigin,
    StoreKind: service.store,
    Strict: service.strict,
    StrictBusy: service.strictBusy,
    EnforceSpec: service.enforceSpec,
    RateLimit: service.rateLimit,
    UnknownServers: settings.unknownServers,
    Engines: service.engines().map((engine) => ({
      EngineName: engine.name,
      EngineMode: engine.mode,
      InUse: engine.protocols.length > 0,
      Protocols: engine.protocols,
      Reason: engine.reason,
      Features: engine.features,
    })),
    AddressPools: Object.entries(addressPools).map(([name, pool]) => ({
      PoolName: name,
      CidrBlocks: pool,
      Size: String(poolSize(pool)),
      UsedCount: claims.filter(({ address }) => poolHolds(pool, address)).length,
    })),
    FailoverPolicy: policyToWire(failoverPolicy(failover, noOverrides, plainListener)),
    Quotas: Object.entries(quotas).map(([name, limit]: [string, number]) => ({
      QuotaName: name,
      QuotaLimit: limit,
    })),
  };
};
