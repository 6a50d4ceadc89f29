/** One of a few, all of them seen: radio buttons, drawn as parts of one control. */
import { useId } from 'react';
import './choice.css';

interface Props<V extends string | number> {
  /** What is chosen; shown beside it when `labelShown`. */
  readonly label: string;
  readonly labelShown?: boolean;
  readonly value: V;
  readonly options: readonly { readonly value: V; readonly label: string; readonly disabled?: boolean }[];
  readonly onChange: (value: V) => void;
}

export function Choice<V extends string | number>({
  label,
  labelShown = false,
  value,
  options,
  onChange,
}: Props<V>) {
  const name = useId();
  return (
    <fieldset className="choice">
      <legend className={labelShown ? 'choice-label' : 'visually-hidden'}>{label}</legend>
      <div className="choice-options">
        {options.map((option) => (
          <label key={option.value} className="choice-option">
            <input
              type="radio"
              className="visually-hidden"
              name={name}
              checked={option.value === value}
              disabled={option.disabled ?? false}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
