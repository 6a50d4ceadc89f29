/** The kinds of field that the simulator has: a number within bounds, a time, and one of a few words. */
import { useId, useState } from 'react';
import type { Scenario } from './model/scenario.ts';

/** Of every form: the whole scenario, and another in its place. */
export interface ScenarioProps {
  readonly scenario: Scenario;
  readonly onChange: (scenario: Scenario) => void;
}

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** Smallest difference that is meant. */
  readonly step?: number;
  readonly onChange: (value: number) => void;
}

/** What is typed stays while it is typed; only what lies within the bounds is told. */
export function NumberField({ label, value, min, max, step = 1, onChange }: NumberFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState<string>();
  const take = (text: string): void => {
    setTyped(text);
    const number = Number(text);
    if (text.trim() !== '' && number >= min && number <= max) onChange(number);
  };
  const isBad = typed !== undefined && !(typed.trim() !== '' && Number(typed) >= min && Number(typed) <= max);
  return (
    <label className="simulator-field" htmlFor={id}>
      <span>{label}</span>
      <input
        id={id}
        className="control"
        type="number"
        inputMode="decimal"
        min={min}
        max={max}
        step={step}
        aria-invalid={isBad}
        value={typed ?? String(Number(value.toFixed(3)))}
        onChange={(event) => take(event.target.value)}
        onBlur={() => setTyped(undefined)}
      />
    </label>
  );
}

interface SecondsProps {
  readonly label: string;
  readonly ms: number;
  readonly min?: number;
  /** Seconds, as `min`. */
  readonly max: number;
  readonly step?: number;
  readonly onChange: (ms: number) => void;
}

/** Kept in milliseconds, shown in seconds. */
export function Seconds({ label, ms, min = 1, max, step = 1, onChange }: SecondsProps) {
  return (
    <NumberField
      label={label}
      value={ms / 1_000}
      min={min}
      max={max}
      step={step}
      onChange={(seconds) => onChange(Math.round(seconds * 1_000))}
    />
  );
}

interface ChoiceFieldProps<V extends string> {
  readonly label: string;
  readonly value: V;
  /** Values and what they are called, in order. */
  readonly choices: Readonly<Record<V, string>>;
  readonly onChange: (value: V) => void;
}

export function ChoiceField<V extends string>({ label, value, choices, onChange }: ChoiceFieldProps<V>) {
  const id = useId();
  const names = namesOf(choices);
  return (
    <label className="simulator-field" htmlFor={id}>
      <span>{label}</span>
      <select
        id={id}
        className="control"
        value={value}
        onChange={(event) => {
          const chosen = names.find((name) => name === event.target.value);
          if (chosen !== undefined) onChange(chosen);
        }}
      >
        {names.map((name) => (
          <option key={name} value={name}>
            {choices[name]}
          </option>
        ))}
      </select>
    </label>
  );
}

export function namesOf<V extends string>(choices: Readonly<Record<V, string>>): readonly V[] {
  return Object.keys(choices).filter((name): name is V => Object.hasOwn(choices, name));
}
