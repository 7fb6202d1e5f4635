/** A value on a track, moved by hand or by keys; says what it is worth while it moves, and again when it is let go. */
import { useEffect, useRef, useState } from 'react';
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

/**
 * The coarsest step, `wanted` or a fine part of it, on which all values lie: a handle must stand where its value is.
 * @param min from where steps are counted
 */
export function fittingStep(wanted: number, min: number, values: readonly number[]): number {
  const fits = (step: number) =>
    values.every((value) => {
      const steps = (value - min) / step;
      return Math.abs(steps - Math.round(steps)) < 1e-6;
    });
  return [1, 2, 10, 20, 100, 1000].map((parts) => wanted / parts).find(fits) ?? wanted / 1000;
}

/**
 * Escape during a press is final: until the next press or key nothing moves, and the release says nothing.
 */
function useFinalEscape() {
  // Under the hand the step stays what it was, whatever value the hand is on.
  const [heldStep, setHeldStep] = useState<number | null>(null);
  const hand = useRef({ pressed: false, refused: false });
  useEffect(() => {
    const escape = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && hand.current.pressed) hand.current.refused = true;
    };
    const release = () => {
      hand.current.pressed = false;
      setHeldStep(null);
    };
    document.addEventListener('keydown', escape, true);
    window.addEventListener('pointerup', release);
    window.addEventListener('pointercancel', release);
    return () => {
      document.removeEventListener('keydown', escape, true);
      window.removeEventListener('pointerup', release);
      window.removeEventListener('pointercancel', release);
    };
  }, []);
  return {
    heldStep,
    press: (step: number) => {
      hand.current = { pressed: true, refused: false };
      setHeldStep(step);
    },
    key: (key: string) => {
      if (key !== 'Escape' && !hand.current.pressed) hand.current.refused = false;
    },
    /** Runs `move` unless the hand was taken back. */
    move: (move: () => void) => {
      if (!hand.current.refused) move();
    },
    end: (release: () => void) => {
      const { refused } = hand.current;
      hand.current = { pressed: false, refused: false };
      if (!refused) release();
    },
  };
}

/** A labelled slider with the value beside its label. */
export function Slider(props: SliderProps) {
  const { language } = useLanguage();
  const { min, max, mark, format } = props;
  const hand = useFinalEscape();
  const marked = mark === undefined || mark === null ? [] : [mark.value];
  const step = hand.heldStep ?? fittingStep(props.step, min, [props.value, ...marked]);
  const place = (value: number) => (max > min ? Math.min(1, Math.max(0, (value - min) / (max - min))) : 0);
  return (
    <I18nProvider locale={language === 'de' ? 'de-DE' : 'en-GB'}>
      <div
        className="ui-slider-hand"
        onPointerDownCapture={() => hand.press(step)}
        onKeyDownCapture={(event) => hand.key(event.key)}
      >
        <AriaSlider
          className="ui-slider"
          value={props.value}
          minValue={min}
          maxValue={max}
          step={step}
          isDisabled={props.disabled ?? false}
          onChange={(value) => hand.move(() => props.onDrag(value))}
          onChangeEnd={(value) => hand.end(() => props.onRelease(value))}
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
                <span
                  className="ui-slider-fill"
                  style={{ inlineSize: `${state.getThumbPercent(0) * 100}%` }}
                />
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
      </div>
    </I18nProvider>
  );
}
