import { Segmented } from 'antd';

interface Props<V extends string> {
  /** What is chosen; shown beside it when `shown`. */
  readonly label: string;
  readonly labelShown?: boolean;
  readonly value: V;
  readonly options: readonly { readonly value: V; readonly label: string; readonly disabled?: boolean }[];
  readonly onChange: (value: V) => void;
  readonly small?: boolean;
}

/** One of a few, all of them seen. */
export function Choice<V extends string>({
  label,
  labelShown = false,
  value,
  options,
  onChange,
  small = true,
}: Props<V>) {
  return (
    <span className="choice">
      {labelShown && (
        <span className="quiet" aria-hidden="true">
          {label}
        </span>
      )}
      <Segmented<V>
        aria-label={label}
        size={small ? 'small' : 'middle'}
        value={value}
        onChange={onChange}
        options={options.map((option) => ({ ...option }))}
      />
    </span>
  );
}
