/** A choice of one among several: the browser's own list, which works with keyboard, touch and screen reader alike. */
import { useId } from 'react';
import { Icon } from './icon.tsx';
import './field.css';
import './select.css';

/** One entry of the list. */
export interface SelectOption<T extends string> {
  readonly value: T;
  readonly label: string;
  /** entries of one group stand together under its name */
  readonly group?: string;
  readonly disabled?: boolean;
}

/** What a `Select` takes. */
export interface SelectProps<T extends string> {
  readonly label: string;
  /** the label is read, not seen */
  readonly hideLabel?: boolean;
  readonly value: T;
  readonly options: readonly SelectOption<T>[];
  readonly onChange: (value: T) => void;
  readonly disabled?: boolean;
}

/** A labelled list to choose from. */
export function Select<T extends string>(props: SelectProps<T>) {
  const id = useId();
  const groups = new Map<string, SelectOption<T>[]>();
  for (const option of props.options) {
    const name = option.group ?? '';
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [option]);
    else group.push(option);
  }
  const entries = (options: readonly SelectOption<T>[]) =>
    options.map((option) => (
      <option key={option.value} value={option.value} disabled={option.disabled}>
        {option.label}
      </option>
    ));
  return (
    <div className="ui-field">
      <label htmlFor={id} className={props.hideLabel === true ? 'visually-hidden' : 'ui-field-label'}>
        {props.label}
      </label>
      <span className="ui-select">
        <select
          id={id}
          className="ui-input"
          value={props.value}
          disabled={props.disabled}
          onChange={(event) => {
            const chosen = props.options.find((option) => option.value === event.target.value);
            if (chosen !== undefined) props.onChange(chosen.value);
          }}
        >
          {[...groups].map(([name, options]) =>
            name === '' ? (
              entries(options)
            ) : (
              <optgroup key={name} label={name}>
                {entries(options)}
              </optgroup>
            ),
          )}
        </select>
        <Icon name="chevron" />
      </span>
    </div>
  );
}
