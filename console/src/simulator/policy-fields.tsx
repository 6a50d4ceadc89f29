/** The policies of the group, each with what belongs to its choice. Bounds are those of SetMasterSlaveServerGroupAttribute. */
import { defaultFailover, type FailoverPolicy } from '../../../src/domain/policy.ts';
import { useTexts } from '../i18n/texts.ts';
import { ChoiceField, NumberField, type ScenarioProps, Seconds } from './fields.tsx';
import { texts } from './texts.ts';

export function PolicyFields({ scenario, onChange }: ScenarioProps) {
  const { policy } = scenario;
  const set = (changes: Partial<FailoverPolicy>): void =>
    onChange({ ...scenario, policy: { ...policy, ...changes } });
  const setElection = (changes: Partial<FailoverPolicy['election']>): void =>
    set({ election: { ...policy.election, ...changes } });
  return (
    <>
      <Detection policy={policy} set={set} />
      <ConnectFailure policy={policy} set={set} />
      <Established policy={policy} set={set} />
      <Return policy={policy} set={setElection} />
      <Switches policy={policy} set={setElection} />
    </>
  );
}

interface Props<P = FailoverPolicy> {
  readonly policy: FailoverPolicy;
  readonly set: (changes: Partial<P>) => void;
}

function Detection({ policy: { detection }, set }: Props) {
  const t = useTexts(texts);
  const { fastIntervalMs, fastTimeoutMs } = defaultFailover;
  return (
    <>
      <ChoiceField
        label={t.detection}
        value={detection.kind}
        choices={t.detections}
        onChange={(kind) =>
          set({ detection: kind === 'fast' ? { kind, fastIntervalMs, fastTimeoutMs } : { kind } })
        }
      />
      {detection.kind === 'fast' && (
        <>
          <NumberField
            label={t.fastInterval}
            value={detection.fastIntervalMs}
            min={20}
            max={10_000}
            onChange={(ms) => set({ detection: { ...detection, fastIntervalMs: ms } })}
          />
          <NumberField
            label={t.fastTimeout}
            value={detection.fastTimeoutMs}
            min={20}
            max={10_000}
            onChange={(ms) => set({ detection: { ...detection, fastTimeoutMs: ms } })}
          />
        </>
      )}
    </>
  );
}

function ConnectFailure({ policy: { onConnectFailure }, set }: Props) {
  const t = useTexts(texts);
  const { holdMs } = defaultFailover;
  return (
    <>
      <ChoiceField
        label={t.connectFailure}
        value={onConnectFailure.kind}
        choices={t.connectFailures}
        onChange={(kind) => set({ onConnectFailure: kind === 'hold' ? { kind, maxMs: holdMs } : { kind } })}
      />
      {onConnectFailure.kind === 'hold' && (
        <Seconds
          label={t.holdTimeout}
          ms={onConnectFailure.maxMs}
          max={600}
          onChange={(maxMs) => set({ onConnectFailure: { kind: 'hold', maxMs } })}
        />
      )}
    </>
  );
}

function Established({ policy: { onTargetLost }, set }: Props) {
  const t = useTexts(texts);
  const { drainMs } = defaultFailover;
  return (
    <>
      <ChoiceField
        label={t.established}
        value={onTargetLost.kind}
        choices={t.establisheds}
        onChange={(kind) => set({ onTargetLost: kind === 'drain' ? { kind, timeoutMs: drainMs } : { kind } })}
      />
      {onTargetLost.kind === 'drain' && (
        <Seconds
          label={t.drainTimeout}
          ms={onTargetLost.timeoutMs}
          max={900}
          onChange={(timeoutMs) => set({ onTargetLost: { kind: 'drain', timeoutMs } })}
        />
      )}
    </>
  );
}

/** What a return that is made `delayed` waits for at first. */
const FAILBACK_DELAY_MS = 60_000;

function Return({ policy: { election }, set }: Props<FailoverPolicy['election']>) {
  const t = useTexts(texts);
  const { failback } = election;
  return (
    <>
      <ChoiceField
        label={t.failback}
        value={failback.mode}
        choices={t.failbacks}
        onChange={(mode) =>
          set({ failback: mode === 'delayed' ? { mode, delayMs: FAILBACK_DELAY_MS } : { mode } })
        }
      />
      {failback.mode === 'delayed' && (
        <Seconds
          label={t.failbackDelay}
          ms={failback.delayMs}
          max={86_400}
          onChange={(delayMs) => set({ failback: { mode: 'delayed', delayMs } })}
        />
      )}
    </>
  );
}

function Switches({ policy: { election }, set }: Props<FailoverPolicy['election']>) {
  const t = useTexts(texts);
  const { bothDown, damping, standbyProbe } = election;
  return (
    <>
      <ChoiceField
        label={t.bothDown}
        value={bothDown}
        choices={t.bothDowns}
        onChange={(chosen) => set({ bothDown: chosen })}
      />
      <ChoiceField
        label={t.damping}
        value={damping.enabled ? 'on' : 'off'}
        choices={t.switches}
        onChange={(chosen) => set({ damping: { ...damping, enabled: chosen === 'on' } })}
      />
      <ChoiceField
        label={t.standbyProbe}
        value={standbyProbe ? 'on' : 'off'}
        choices={t.switches}
        onChange={(chosen) => set({ standbyProbe: chosen === 'on' })}
      />
    </>
  );
}
