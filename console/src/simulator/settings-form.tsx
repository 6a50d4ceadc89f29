/** Thresholds, policies, and the world around them. */
import { useTexts } from '../i18n/texts.ts';
import { ChoiceField, NumberField, type ScenarioProps, Seconds } from './fields.tsx';
import type { Scenario } from './model/scenario.ts';
import { PolicyFields } from './policy-fields.tsx';
import { texts } from './texts.ts';

export function SettingsForm(props: ScenarioProps) {
  const t = useTexts(texts);
  return (
    <div className="simulator-settings">
      <fieldset className="simulator-fields">
        <legend>{t.check}</legend>
        <CheckFields {...props} />
      </fieldset>
      <fieldset className="simulator-fields">
        <legend>{t.policy}</legend>
        <PolicyFields {...props} />
      </fieldset>
      <fieldset className="simulator-fields">
        <legend>{t.world}</legend>
        <WorldFields {...props} />
      </fieldset>
    </div>
  );
}

function CheckFields({ scenario, onChange }: ScenarioProps) {
  const t = useTexts(texts);
  const { check } = scenario;
  const set = (changes: Partial<Scenario['check']>): void =>
    onChange({ ...scenario, check: { ...check, ...changes } });
  return (
    <>
      <ChoiceField label={t.kind} value={check.kind} choices={t.kinds} onChange={(kind) => set({ kind })} />
      <Seconds
        label={t.interval}
        ms={check.intervalMs}
        max={50}
        onChange={(intervalMs) => set({ intervalMs })}
      />
      <Seconds
        label={t.timeout}
        ms={check.timeoutMs}
        max={300}
        onChange={(timeoutMs) => set({ timeoutMs })}
      />
      <NumberField
        label={t.unhealthyThreshold}
        value={check.unhealthyThreshold}
        min={2}
        max={10}
        onChange={(unhealthyThreshold) => set({ unhealthyThreshold: Math.round(unhealthyThreshold) })}
      />
      <NumberField
        label={t.healthyThreshold}
        value={check.healthyThreshold}
        min={2}
        max={10}
        onChange={(healthyThreshold) => set({ healthyThreshold: Math.round(healthyThreshold) })}
      />
    </>
  );
}

function WorldFields({ scenario, onChange }: ScenarioProps) {
  const t = useTexts(texts);
  const { connectTimeouts, clientsPerSecond, connectionMs, durationMs, policy } = scenario;
  const counts = policy.onConnectFailure.kind === 'fail' ? 'connectTimeoutMs' : 'pairConnectTimeoutMs';
  return (
    <>
      <NumberField
        label={t.pairConnectTimeout}
        value={connectTimeouts[counts]}
        min={10}
        max={60_000}
        onChange={(ms) => onChange({ ...scenario, connectTimeouts: { ...connectTimeouts, [counts]: ms } })}
      />
      <NumberField
        label={t.clientsPerSecond}
        value={clientsPerSecond}
        min={0}
        max={500}
        onChange={(perSecond) => onChange({ ...scenario, clientsPerSecond: perSecond })}
      />
      <Seconds
        label={t.connectionTime}
        ms={connectionMs}
        min={0}
        max={600}
        onChange={(ms) => onChange({ ...scenario, connectionMs: ms })}
      />
      <Seconds
        label={t.duration}
        ms={durationMs}
        min={5}
        max={7_200}
        onChange={(ms) => onChange({ ...scenario, durationMs: ms })}
      />
    </>
  );
}
