/** A number typed in the reader's own way of writing numbers: `12.5` in English, `12,5` in German. */
import { I18nProvider, Input, Label, NumberField as AriaNumberField } from 'react-aria-components';
import { useLanguage } from '../language.tsx';
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
  readonly step?: number;
  /** stands behind the number: `days`, `points` */
  readonly unit?: string;
  readonly disabled?: boolean;
}

/** A labelled field for one number. */
export function NumberField(props: NumberFieldProps) {
  const { language } = useLanguage();
  return (
    <I18nProvider locale={language === 'de' ? 'de-DE' : 'en-GB'}>
      <AriaNumberField
        className="ui-field ui-number-field"
        value={props.value ?? Number.NaN}
        isDisabled={props.disabled ?? false}
        onChange={(value) => {
          if (Number.isFinite(value)) props.onChange(value);
        }}
        {...(props.min === undefined ? {} : { minValue: props.min })}
        {...(props.max === undefined ? {} : { maxValue: props.max })}
        {...(props.step === undefined ? {} : { step: props.step })}
      >
        <Label className={props.hideLabel === true ? 'visually-hidden' : 'ui-field-label'}>
          {props.label}
        </Label>
        <span className="ui-number-field-box">
          <Input className="ui-input num" />
          {props.unit === undefined ? null : <span className="ui-field-note">{props.unit}</span>}
        </span>
      </AriaNumberField>
    </I18nProvider>
  );
}
