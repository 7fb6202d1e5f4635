/** A number typed in the reader's own way of writing numbers: `12.5` in English, `12,5` in German; either is read. */
import { useId, useState, type KeyboardEvent } from 'react';
import { catalogue, useLanguage, useWords } from '../language.tsx';
import { readNumber } from '../read-number.ts';
import './field.css';
import './number-field.css';

/** What a `NumberField` takes. */
export interface NumberFieldProps {
  readonly label: string;
  /** the label is read, not seen */
  readonly hideLabel?: boolean;
  readonly value: number | null;
  /** a number within the bounds, on Enter, on leaving the field, and for each arrow key */
  readonly onChange: (value: number) => void;
  readonly min?: number;
  readonly max?: number;
  /** of an arrow key; ten of them for a page key */
  readonly step?: number;
  /** stands behind the number: `days`, `points` */
  readonly unit?: string;
  readonly disabled?: boolean;
}

const WORDS = catalogue(
  {
    notNumber: 'This is not a number.',
    between: (min: string, max: string) => `From ${min} to ${max}.`,
    atLeast: (min: string) => `At least ${min}.`,
    atMost: (max: string) => `At most ${max}.`,
  },
  {
    notNumber: 'Das ist keine Zahl.',
    between: (min, max) => `Von ${min} bis ${max}.`,
    atLeast: (min) => `Mindestens ${min}.`,
    atMost: (max) => `Höchstens ${max}.`,
  },
);

const WRITTEN = {
  en: new Intl.NumberFormat('en-GB', { maximumFractionDigits: 3 }),
  de: new Intl.NumberFormat('de-DE', { maximumFractionDigits: 3 }),
} as const;

/** Steps of the keys that change a number. */
const KEY_STEPS: Readonly<Partial<Record<string, number>>> = {
  ArrowUp: 1,
  ArrowDown: -1,
  PageUp: 10,
  PageDown: -10,
};

/** Three decimals are shown, and no more are taken: sums of tenths must not grow digits of their own. */
function thousandths<T extends number | null>(value: T): T | number {
  return value === null ? value : Math.round(value * 1000) / 1000;
}

/** A labelled field for one number. What is no number, or out of bounds, is kept, marked and not handed on. */
export function NumberField(props: NumberFieldProps) {
  const { language } = useLanguage();
  const words = useWords(WORDS);
  const id = useId();
  const { value, min = -Infinity, max = Infinity, step = 1 } = props;
  const write = (number: number) => WRITTEN[language].format(number);
  // What is being typed, and for which value: a value that changes from elsewhere ends the typing.
  const [typed, setTyped] = useState<{ readonly text: string; readonly over: number | null } | null>(null);
  const [refused, setRefused] = useState(false);
  const text = typed !== null && typed.over === value ? typed.text : null;
  const read = text === null ? value : thousandths(readNumber(text, language));
  const isWithin = read !== null && read >= min && read <= max;
  const isWrong = refused && text !== null && !isWithin;

  const settle = () => {
    if (text === null) return;
    if (text.trim() === '') setTyped(null);
    else if (!isWithin) setRefused(true);
    else {
      setTyped(null);
      if (read !== value) props.onChange(read);
    }
  };
  const move = (event: KeyboardEvent) => {
    const steps = KEY_STEPS[event.key];
    if (event.key === 'Enter') settle();
    else if (event.key === 'Escape') setTyped(null);
    else if (steps !== undefined && read !== null) {
      event.preventDefault();
      const next = thousandths(Math.min(max, Math.max(min, read + steps * step)));
      setTyped(null);
      if (next !== value) props.onChange(next);
    }
  };
  const range = Number.isFinite(min)
    ? Number.isFinite(max)
      ? words.between(write(min), write(max))
      : words.atLeast(write(min))
    : words.atMost(write(max));
  return (
    <div className="ui-field ui-number-field">
      <label htmlFor={id} className={props.hideLabel === true ? 'visually-hidden' : 'ui-field-label'}>
        {props.label}
      </label>
      <span className="ui-number-field-box">
        <input
          id={id}
          className="ui-input num"
          type="text"
          inputMode="decimal"
          autoComplete="off"
          value={text ?? (value === null ? '' : write(value))}
          disabled={props.disabled ?? false}
          aria-invalid={isWrong}
          aria-describedby={isWrong ? `${id}-wrong` : undefined}
          onChange={(event) => {
            setRefused(false);
            setTyped({ text: event.target.value, over: value });
          }}
          onBlur={settle}
          onKeyDown={move}
        />
        {props.unit === undefined ? null : <span className="ui-field-note">{props.unit}</span>}
      </span>
      {isWrong ? (
        <p id={`${id}-wrong`} className="ui-number-field-wrong" role="alert">
          {read === null ? words.notNumber : range}
        </p>
      ) : null}
    </div>
  );
}
