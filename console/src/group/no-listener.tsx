import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTexts } from '../i18n/texts.ts';
import { Command } from '../ui/command.tsx';
import { Empty } from '../ui/empty.tsx';
import { texts } from './texts.ts';

const ActionDialog = lazy(async () => ({
  default: (await import('../form/action-dialog.tsx')).ActionDialog,
}));

interface Props {
  readonly balancerId: string;
  readonly groupId: string;
}

export function NoListener({ balancerId, groupId }: Props) {
  const t = useTexts(texts);
  const [open, setOpen] = useState(false);
  return (
    <Empty title={t.noListener}>
      <p>{t.noListenerWhy}</p>
      <div>
        <Button type="primary" onClick={() => setOpen(true)}>
          {t.addListener}
        </Button>
      </div>
      <Command>
        {`npx hotspare call CreateLoadBalancerTCPListener --LoadBalancerId ${balancerId} \\\n  --ListenerPort 5432 --Bandwidth -1 --MasterSlaveServerGroupId ${groupId}`}
      </Command>
      {open && (
        <Suspense>
          <ActionDialog
            action="CreateLoadBalancerTCPListener"
            title={t.addListener}
            verb={t.listenerVerb}
            initial={{ Bandwidth: '-1' }}
            fixed={{ LoadBalancerId: balancerId, MasterSlaveServerGroupId: groupId }}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </Empty>
  );
}
