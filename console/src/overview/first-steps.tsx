/** Nothing is here yet: from there to a failover in five minutes. */
import { Button } from 'antd';
import { useTexts } from '../i18n/texts.ts';
import { useRegion } from '../region/region.tsx';
import { Command } from '../ui/command.tsx';
import { Empty } from '../ui/empty.tsx';
import { texts } from './texts.ts';

export function FirstSteps({ onCreate }: { readonly onCreate: () => void }) {
  const t = useTexts(texts);
  const { regionId } = useRegion();
  const steps: readonly (readonly [string, string])[] = [
    [t.steps.server, 'npx hotspare server add db-a 192.0.2.10\nnpx hotspare server add db-b 192.0.2.11'],
    [
      t.steps.balancer,
      `npx hotspare call CreateLoadBalancer --RegionId ${regionId} --LoadBalancerName orders-db`,
    ],
    [
      t.steps.group,
      `npx hotspare call CreateMasterSlaveServerGroup --RegionId ${regionId} --LoadBalancerId lb-… \\\n  --MasterSlaveBackendServers '[{"ServerId":"db-a","Port":"5432","ServerType":"Master"},{"ServerId":"db-b","Port":"5432","ServerType":"Slave"}]'`,
    ],
    [
      t.steps.listener,
      'npx hotspare call CreateLoadBalancerTCPListener --LoadBalancerId lb-… --ListenerPort 5432 \\\n  --Bandwidth -1 --MasterSlaveServerGroupId rsp-…\nnpx hotspare call StartLoadBalancerListener --LoadBalancerId lb-… --ListenerPort 5432',
    ],
    [t.steps.watch, 'npx hotspare status --watch'],
  ];
  return (
    <Empty title={t.emptyTitle}>
      <p>{t.emptyWhat}</p>
      <div>
        <Button type="primary" onClick={onCreate}>
          {t.create}
        </Button>
      </div>
      <p>{t.emptyPath}</p>
      <ol className="first-steps">
        {steps.map(([what, command]) => (
          <li key={what}>
            {what}
            <Command>{command}</Command>
          </li>
        ))}
      </ol>
      <p className="quiet">
        {t.emptyDemo} <code>npx hotspare demo</code>
      </p>
    </Empty>
  );
}
