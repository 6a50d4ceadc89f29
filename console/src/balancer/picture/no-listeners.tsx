import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { Command } from '../../ui/command.tsx';
import { Empty } from '../../ui/empty.tsx';
import { texts } from '../texts.ts';

const ActionDialog = lazy(async () => ({
  default: (await import('../../form/action-dialog.tsx')).ActionDialog,
}));
const FIRST = ['MasterSlaveServerGroupId', 'BackendServerPort'];

export function NoListeners({ loadBalancerId }: { readonly loadBalancerId: string }) {
  const t = useTexts(texts);
  const [open, setOpen] = useState(false);
  return (
    <Empty title={t.emptyTitle}>
      <p>{t.emptyWhat}</p>
      <div>
        <Button type="primary" onClick={() => setOpen(true)}>
          {t.emptyAction}
        </Button>
      </div>
      <Command>
        {`npx hotspare call CreateLoadBalancerTCPListener --LoadBalancerId ${loadBalancerId} \\\n  --ListenerPort 80 --BackendServerPort 8080 --Bandwidth -1`}
      </Command>
      {open && (
        <Suspense>
          <ActionDialog
            action="CreateLoadBalancerTCPListener"
            title={t.emptyAction}
            verb={t.create}
            initial={{ Bandwidth: '-1' }}
            fixed={{ LoadBalancerId: loadBalancerId }}
            first={FIRST}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </Empty>
  );
}
