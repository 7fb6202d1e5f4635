/** One of two to four choices, all in sight: radio buttons side by side. */
import { useId } from 'react';
import './field.css';
import './segmented.css';

/** One choice. */
export interface SegmentedOption<T extends string> {
  readonly value: T;
  readonly label: string;
  /** longer explanation, read by assistive technology and shown on hover */
  readonly description?: string;
}

/** What a `Segmented` takes. */
export interface SegmentedProps<T extends string> {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly value: T;
  readonly options: readonly SegmentedOption<T>[];
  readonly onChange: (value: T) => void;
}

/** A labelled group of radio buttons in one row. */
export function Segmented<T extends string>(props: SegmentedProps<T>) {
  const name = useId();
  return (
    <fieldset className="ui-field ui-segmented">
      <legend className={props.hideLabel === true ? 'visually-hidden' : 'ui-field-label'}>
        {props.label}
      </legend>
      <div className="ui-segmented-row">
        {props.options.map((option) => (
          <label key={option.value} className="ui-segmented-option" title={option.description}>
            <input
              type="radio"
              className="visually-hidden"
              name={name}
              value={option.value}
              checked={option.value === props.value}
              onChange={() => props.onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
