/** A value on a track, moved by hand or by keys; says what it is worth while it moves, and again when it is let go. */
import {
  I18nProvider,
  Label,
  Slider as AriaSlider,
  SliderOutput,
  SliderThumb,
  SliderTrack,
} from 'react-aria-components';
import { useLanguage } from '../language.tsx';
import './field.css';
import './slider.css';

/** What a `Slider` takes. */
export interface SliderProps {
  readonly label: string;
  /** the label is read, not seen */
  readonly hideLabel?: boolean;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** each value under the hand */
  readonly onDrag: (value: number) => void;
  /** the value at which the hand let go; also after each key */
  readonly onRelease: (value: number) => void;
  readonly format: (value: number) => string;
  /** a value marked on the track, such as the baseline */
  readonly mark?: { readonly value: number; readonly label: string } | null;
  readonly disabled?: boolean;
}

/** A labelled slider with the value beside its label. */
export function Slider(props: SliderProps) {
  const { language } = useLanguage();
  const { min, max, mark, format } = props;
  const place = (value: number) => (max > min ? Math.min(1, Math.max(0, (value - min) / (max - min))) : 0);
  return (
    <I18nProvider locale={language === 'de' ? 'de-DE' : 'en-GB'}>
      <AriaSlider
        className="ui-slider"
        value={props.value}
        minValue={min}
        maxValue={max}
        step={props.step}
        isDisabled={props.disabled ?? false}
        onChange={props.onDrag}
        onChangeEnd={props.onRelease}
      >
        <div className={props.hideLabel === true ? 'visually-hidden' : 'ui-slider-head'}>
          <Label className="ui-field-label">{props.label}</Label>
          <SliderOutput className="ui-slider-value num">
            {({ state }) => format(state.values[0] ?? min)}
          </SliderOutput>
        </div>
        <SliderTrack className="ui-slider-track">
          {({ state }) => (
            <>
              <span className="ui-slider-rail" />
              <span className="ui-slider-fill" style={{ inlineSize: `${state.getThumbPercent(0) * 100}%` }} />
              {mark === undefined || mark === null ? null : (
                <span
                  className="ui-slider-mark"
                  title={mark.label}
                  style={{ insetInlineStart: `${place(mark.value) * 100}%` }}
                />
              )}
              <SliderThumb className="ui-slider-thumb" />
            </>
          )}
        </SliderTrack>
      </AriaSlider>
    </I18nProvider>
  );
}
