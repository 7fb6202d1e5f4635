/** A calendar day, in the browser's own date field. */
import { useId } from 'react';
import './field.css';

/**
 * A labelled day. Days that the calendar does not have, or outside the bounds, are not handed on.
 * @param props.value `YYYY-MM-DD`; null = none
 */
export function DateField(props: {
  readonly label: string;
  readonly value: string | null;
  readonly min?: string | null;
  readonly max?: string | null;
  /** null when the field is emptied */
  readonly onChange: (day: string | null) => void;
}) {
  const id = useId();
  return (
    <div className="ui-field">
      <label htmlFor={id} className="ui-field-label">
        {props.label}
      </label>
      <input
        id={id}
        className="ui-input num"
        type="date"
        value={props.value ?? ''}
        min={props.min ?? '1970-01-01'}
        max={props.max ?? '2105-12-31'}
        onChange={(event) => {
          const { value, validity } = event.target;
          if (value === '') {
            if (!validity.badInput) props.onChange(null);
          } else if (validity.valid) props.onChange(value);
        }}
      />
    </div>
  );
}
