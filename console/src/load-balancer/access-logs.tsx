import { useTexts } from '../i18n/texts.ts';
import { useRegion } from '../region/region.tsx';
import { ResourceList } from '../resources/resource-list.tsx';
import { Name } from '../ui/name.tsx';
import { accessLogOperations, setAccessLog } from './operations.ts';
import { texts } from './texts.ts';

/** A load balancer has one setting at most. */
export function AccessLogs({ loadBalancerId }: { readonly loadBalancerId: string }) {
  const t = useTexts(texts);
  return (
    <ResourceList
      label={t.accessLogs}
      headed
      lead={t.accessLogsLead}
      action="DescribeAccessLogsDownloadAttribute"
      parameters={{ RegionId: useRegion().regionId, LoadBalancerId: loadBalancerId }}
      rows={({ LogsDownloadAttributes }) => LogsDownloadAttributes}
      columns={[
        { title: t.project, render: ({ LogProject }) => <Name>{LogProject}</Name> },
        { title: t.store, render: ({ LogStore }) => <Name>{LogStore}</Name> },
        { title: t.region, render: ({ Region }) => Region },
      ]}
      keyOf={({ LogProject, LogStore }) => `${LogProject} ${LogStore}`}
      nameOf={({ LogProject, LogStore }) => `${LogProject}/${LogStore}`}
      textOf={({ LogProject, LogStore }) => `${LogProject} ${LogStore}`}
      operations={accessLogOperations}
      create={setAccessLog}
      owner={loadBalancerId}
      empty={{
        title: t.noLogs,
        text: t.noLogsText,
        command: `SetAccessLogsDownloadAttribute LogsDownloadAttributes='[{"LoadBalancerId":"${loadBalancerId}","LogProject":"my-project","LogStore":"my-store"}]'`,
      }}
    />
  );
}
