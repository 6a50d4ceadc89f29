/** What can be done to a group; every dialog is loaded when it is opened. */
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useLocation } from 'wouter';
import type { Answer } from '../api/use-call.ts';
import { useTexts } from '../i18n/texts.ts';
import { useRegion } from '../region/region.tsx';
import { editValues } from './edit-values.ts';
import type { Order } from './order-dialog.tsx';
import { texts } from './texts.ts';

const ActionDialog = lazy(async () => ({
  default: (await import('../form/action-dialog.tsx')).ActionDialog,
}));
const DeleteDialog = lazy(async () => ({
  default: (await import('../form/delete-dialog.tsx')).DeleteDialog,
}));
const OrderDialog = lazy(async () => ({ default: (await import('./order-dialog.tsx')).OrderDialog }));

const orders: readonly Order[] = ['switch', 'return', 'stay'];
const FIRST = ['MasterSlaveServerGroupName', 'MasterSlaveBackendServers', 'FailbackMode', 'DetectionMode'];

interface Props {
  readonly state: Answer<'DescribeMasterSlaveServerGroupState'>;
  readonly group: Answer<'DescribeMasterSlaveServerGroupAttribute'>;
}

export function GroupActions({ state, group }: Props) {
  const t = useTexts(texts);
  const { regionId } = useRegion();
  const [, navigate] = useLocation();
  const [open, setOpen] = useState<Order | 'edit' | 'delete'>();
  const close = (): void => setOpen(undefined);
  const groupId = state.MasterSlaveServerGroupId;
  const started = state.Listeners.filter(({ ListenerState }) => ListenerState === 'running');
  return (
    <>
      {orders.map((order) => (
        <Button
          key={order}
          type={order === 'switch' ? 'primary' : 'default'}
          disabled={started.length === 0}
          onClick={() => setOpen(order)}
        >
          {t.orders[order].button}
        </Button>
      ))}
      <Button onClick={() => setOpen('edit')}>{t.edit}</Button>
      <Button danger onClick={() => setOpen('delete')}>
        {t.delete}
      </Button>
      <Suspense>
        {(open === 'switch' || open === 'return' || open === 'stay') && (
          <OrderDialog order={open} groupId={groupId} listeners={started} onClose={close} />
        )}
        {open === 'edit' && (
          <ActionDialog
            action="SetMasterSlaveServerGroupAttribute"
            title={t.editTitle}
            verb={t.save}
            initial={editValues(group, state.FailoverPolicy)}
            fixed={{ MasterSlaveServerGroupId: groupId }}
            first={FIRST}
            onClose={close}
          />
        )}
        {open === 'delete' && (
          <DeleteDialog
            action="DeleteMasterSlaveServerGroup"
            name={state.MasterSlaveServerGroupName || groupId}
            parameters={{ RegionId: regionId, MasterSlaveServerGroupId: groupId }}
            onClose={close}
            onDone={() => navigate(`/balancers/${state.LoadBalancerId}`)}
          />
        )}
      </Suspense>
    </>
  );
}
