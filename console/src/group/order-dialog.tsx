/** An order to a group: first what it would do, then, once confirmed, what was ordered. */
import { Button } from 'antd';
import { useId, useState } from 'react';
import { type Answer, useAnswer, useChange } from '../api/use-call.ts';
import { rolesZh } from '../explain/reasons-zh.ts';
import { useFormats } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.ts';
import { useTexts } from '../i18n/texts.ts';
import { useRegion } from '../region/region.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { texts } from './texts.ts';

export type Order = 'switch' | 'return' | 'stay';

interface Props {
  readonly order: Order;
  readonly groupId: string;
  readonly listeners: readonly { readonly ListenerPort: number; readonly ListenerProtocol: string }[];
  readonly onClose: () => void;
}

export function OrderDialog({ order, groupId, listeners, onClose }: Props) {
  const t = useTexts(texts);
  const { regionId } = useRegion();
  const selectId = useId();
  const [listener, setListener] = useState('');
  const [ListenerProtocol, ListenerPort] = listener.split(':');
  const meant = {
    RegionId: regionId,
    MasterSlaveServerGroupId: groupId,
    Order: order,
    ListenerPort,
    ListenerProtocol,
  };
  const change = useChange('SwitchMasterSlaveServerGroup');
  const done = change.data;
  const preview = useAnswer(
    'SwitchMasterSlaveServerGroup',
    { ...meant, DryRun: 'true' },
    { enabled: !done && !change.isPending },
  );
  const words = t.orders[order];
  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      footer={
        <div className="row">
          <Button className="push" onClick={onClose}>
            {done ? t.close : t.cancel}
          </Button>
          {!done && (
            <Button
              type="primary"
              disabled={!preview.data}
              loading={change.isPending}
              onClick={() => change.mutate(meant)}
            >
              {words.verb}
            </Button>
          )}
        </div>
      }
    >
      <div className="stack">
        {listeners.length > 1 && !done && (
          <label htmlFor={selectId}>
            {t.onlyListener}
            <select
              id={selectId}
              className="control"
              value={listener}
              onChange={(event) => setListener(event.target.value)}
            >
              <option value="">{t.allListeners}</option>
              {listeners.map(({ ListenerPort: port, ListenerProtocol: protocol }) => (
                <option key={`${protocol}:${port}`}>{`${protocol}:${port}`}</option>
              ))}
            </select>
          </label>
        )}
        <div aria-live="polite" className="stack">
          <p>{done ? t.orderDid : t.orderWould}</p>
          {!done && preview.isPending && <Loading />}
          <Effects answer={done ?? preview.data} />
        </div>
        <ProblemAlert problem={change.error ?? preview.error} />
      </div>
    </Dialog>
  );
}

function Effects({ answer }: { readonly answer: Answer<'SwitchMasterSlaveServerGroup'> | undefined }) {
  const t = useTexts(texts);
  const { number } = useFormats();
  const chinese = useLanguage() === 'zh';
  if (!answer) return null;
  const role = (name: string): string =>
    name === 'Master' || name === 'Slave' ? rolesZh[name] : rolesZh.None;
  return (
    <ul className="order-effects">
      {answer.Listeners.map((effect) => {
        const name = `${effect.ListenerProtocol}:${effect.ListenerPort}`;
        return (
          <li key={name}>
            <p>
              {chinese
                ? t.orderSentence(name, role(effect.From), role(effect.To), effect.ServerId)
                : effect.Sentence}
            </p>
            {chinese && effect.ConnectionsCut > 0 && <p>{t.orderCut(number(effect.ConnectionsCut))}</p>}
            {chinese && effect.ConnectionsDrained > 0 && (
              <p>{t.orderDrained(number(effect.ConnectionsDrained))}</p>
            )}
          </li>
        );
      })}
    </ul>
  );
}
