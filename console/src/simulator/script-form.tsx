/** Faults and orders as rows of fields: everything that dragging does, and more, without a pointer. */
import { Button } from 'antd';
import { useState } from 'react';
import type { Role } from '../../../src/domain/roles.ts';
import { useTexts } from '../i18n/texts.ts';
import { shortDuration } from './drawing/words.ts';
import { ChoiceField, type ScenarioProps, Seconds } from './fields.tsx';
import type { Fault, FaultKind, Order } from './model/scenario.ts';
import { texts } from './texts.ts';
import { useWords } from './use-words.ts';

interface Props extends ScenarioProps {
  /** The moment that is looked at: what is added happens then. */
  readonly cursorMs: number;
}

export function ScriptForm({ scenario, onChange, cursorMs }: Props) {
  const t = useTexts(texts);
  const words = useWords();
  const { faults, orders } = scenario;
  const maxS = scenario.durationMs / 1_000;
  return (
    <section className="stack">
      <h3>{t.script}</h3>
      {faults.map((fault, i) => (
        <div className="simulator-row" key={`fault-${i}`}>
          <FaultFields
            fault={fault}
            maxS={maxS}
            onChange={(changed) => onChange({ ...scenario, faults: replaced(faults, i, changed) })}
          />
          <Button
            size="small"
            aria-label={t.remove(`${words.roles[fault.server]}, ${words.faultKinds[fault.kind]}`)}
            onClick={() => onChange({ ...scenario, faults: without(faults, i) })}
          >
            ✕
          </Button>
        </div>
      ))}
      {orders.map((order, i) => (
        <div className="simulator-row" key={`order-${i}`}>
          <OrderFields
            order={order}
            maxS={maxS}
            onChange={(changed) => onChange({ ...scenario, orders: replaced(orders, i, changed) })}
          />
          <Button
            size="small"
            aria-label={t.remove(`${t.order}, ${t.orders[order.order]}`)}
            onClick={() => onChange({ ...scenario, orders: without(orders, i) })}
          >
            ✕
          </Button>
        </div>
      ))}
      <Adding scenario={scenario} onChange={onChange} cursorMs={cursorMs} />
    </section>
  );
}

const PERIOD_MS = 20_000;

function Adding({ scenario, onChange, cursorMs }: Props) {
  const t = useTexts(texts);
  const words = useWords();
  const [server, setServer] = useState<Role>('Master');
  const [kind, setKind] = useState<FaultKind>('killed');
  const atMs = Math.round(cursorMs);
  const { faults, orders } = scenario;
  const fault: Fault = { atMs, server, kind, periodMs: PERIOD_MS };
  return (
    <>
      <div className="simulator-row">
        <ServerField server={server} onChange={setServer} />
        <ChoiceField label={t.fault} value={kind} choices={words.faultKinds} onChange={setKind} />
        <Button onClick={() => onChange({ ...scenario, faults: [...faults, fault] })}>{t.addFault}</Button>
        <Button onClick={() => onChange({ ...scenario, orders: [...orders, { atMs, order: 'switch' }] })}>
          {t.addOrder}
        </Button>
      </div>
      <p className="quiet">
        {t.atMoment(shortDuration(atMs))} {t.drag}
      </p>
    </>
  );
}

interface RowProps {
  /** Seconds that the simulation lasts. */
  readonly maxS: number;
}

function FaultFields({
  fault,
  maxS,
  onChange,
}: RowProps & { readonly fault: Fault; readonly onChange: (fault: Fault) => void }) {
  const t = useTexts(texts);
  const words = useWords();
  return (
    <>
      <Seconds
        label={t.at}
        ms={fault.atMs}
        min={0}
        max={maxS}
        step={0.1}
        onChange={(atMs) => onChange({ ...fault, atMs })}
      />
      <ServerField server={fault.server} onChange={(server) => onChange({ ...fault, server })} />
      <ChoiceField
        label={t.fault}
        value={fault.kind}
        choices={words.faultKinds}
        onChange={(kind) => onChange({ ...fault, kind })}
      />
      {fault.kind === 'flapping' && (
        <Seconds
          label={t.period}
          ms={fault.periodMs}
          min={0.2}
          max={3_600}
          step={0.1}
          onChange={(periodMs) => onChange({ ...fault, periodMs })}
        />
      )}
    </>
  );
}

function OrderFields({
  order,
  maxS,
  onChange,
}: RowProps & { readonly order: Order; readonly onChange: (order: Order) => void }) {
  const t = useTexts(texts);
  return (
    <>
      <Seconds
        label={t.at}
        ms={order.atMs}
        min={0}
        max={maxS}
        step={0.1}
        onChange={(atMs) => onChange({ ...order, atMs })}
      />
      <ChoiceField
        label={t.order}
        value={order.order}
        choices={t.orders}
        onChange={(chosen) => onChange({ ...order, order: chosen })}
      />
    </>
  );
}

function ServerField({
  server,
  onChange,
}: {
  readonly server: Role;
  readonly onChange: (server: Role) => void;
}) {
  const t = useTexts(texts);
  const { Master, Slave } = useWords().roles;
  return <ChoiceField label={t.server} value={server} choices={{ Master, Slave }} onChange={onChange} />;
}

function replaced<T>(list: readonly T[], at: number, by: T): readonly T[] {
  return list.map((one, i) => (i === at ? by : one));
}

function without<T>(list: readonly T[], at: number): readonly T[] {
  return list.filter((_, i) => i !== at);
}
