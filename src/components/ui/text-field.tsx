/** A line of text, or a search. */
import { useId } from 'react';
import './field.css';

/** A labelled field for a line of text. */
export function TextField(props: {
  readonly label: string;
  /** the label is read, not seen */
  readonly hideLabel?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'search';
  /** words that are offered; others may be written too */
  readonly offers?: readonly string[];
}) {
  const id = useId();
  const listId = `${id}-offers`;
  return (
    <div className="ui-field">
      <label htmlFor={id} className={props.hideLabel === true ? 'visually-hidden' : 'ui-field-label'}>
        {props.label}
      </label>
      <input
        id={id}
        className="ui-input"
        type={props.type ?? 'text'}
        value={props.value}
        autoComplete="off"
        spellCheck={false}
        {...(props.offers === undefined ? {} : { list: listId })}
        onChange={(event) => props.onChange(event.target.value)}
      />
      {props.offers === undefined ? null : (
        <datalist id={listId}>
          {props.offers.map((offer) => (
            <option key={offer} value={offer}>
              {offer}
            </option>
          ))}
        </datalist>
      )}
    </div>
  );
}
