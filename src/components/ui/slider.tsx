/** A value on a track, moved by hand or by keys; says what it is worth while it moves, and again when it is let go. */
import { useEffect, useEffectEvent, useRef, useState, type PointerEvent as ReactPointerEvent } from 'react';
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
  /**
   * the value that the hand has come to, told before the picture in which the handle follows: what is asked for then may
   * be answered in time for that picture. Not told by every browser.
   */
  readonly onAhead?: (value: number) => void;
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
function useHand() {
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

/** Where a hand took hold of a slider. */
interface Grip {
  readonly pointer: number;
  /** of the pointer, CSS pixels */
  readonly x: number;
  /** of the track */
  readonly width: number;
  /** at which the handle stood then, or to which the press brought it */
  value: number;
  moved: boolean;
}

/**
 * The value under a pointer: as far from where the hand took hold as the pointer is, on a step.
 * @param x of the pointer, CSS pixels
 */
export function valueAhead(
  grip: { readonly x: number; readonly width: number; readonly value: number },
  x: number,
  scale: { readonly min: number; readonly max: number; readonly step: number },
): number {
  const { min, max, step } = scale;
  const far = grip.value + ((x - grip.x) / grip.width) * (max - min);
  return Math.min(max, Math.max(min, Math.round((far - min) / step) * step + min));
}

/**
 * Browsers keep moves back until the next picture is made, and tell them before that only to those who ask.
 * @param told gets the place of the pointer, CSS pixels
 */
function useAhead(told: (grip: Grip, x: number) => void) {
  const grip = useRef<Grip | null>(null);
  const tell = useEffectEvent((event: Event) => {
    const held = grip.current;
    if (held === null || !(event instanceof PointerEvent) || event.pointerId !== held.pointer) return;
    held.moved = true;
    told(held, event.clientX);
  });
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (!held) return undefined;
    const letGo = () => {
      grip.current = null;
      setHeld(false);
    };
    const move = (event: Event) => tell(event);
    window.addEventListener('pointerrawupdate', move);
    window.addEventListener('pointerup', letGo);
    window.addEventListener('pointercancel', letGo);
    return () => {
      window.removeEventListener('pointerrawupdate', move);
      window.removeEventListener('pointerup', letGo);
      window.removeEventListener('pointercancel', letGo);
    };
  }, [held]);
  return {
    press: (event: ReactPointerEvent<HTMLElement>, value: number) => {
      const track = event.currentTarget.querySelector('.ui-slider-track');
      if (track === null) return;
      const { width } = track.getBoundingClientRect();
      grip.current = { pointer: event.pointerId, x: event.clientX, width, value, moved: false };
      setHeld(true);
    },
    /** A press beside the handle brings it there first. */
    brought: (value: number) => {
      if (grip.current !== null && !grip.current.moved) grip.current.value = value;
    },
  };
}

/** A labelled slider with the value beside its label. */
export function Slider(props: SliderProps) {
  const { language } = useLanguage();
  const { min, max, mark, format } = props;
  const hand = useHand();
  const marked = mark === undefined || mark === null ? [] : [mark.value];
  const step = hand.heldStep ?? fittingStep(props.step, min, [props.value, ...marked]);
  const ahead = useAhead((grip, x) =>
    hand.move(() => props.onAhead?.(valueAhead(grip, x, { min, max, step }))),
  );
  const place = (value: number) => (max > min ? Math.min(1, Math.max(0, (value - min) / (max - min))) : 0);
  return (
    <I18nProvider locale={language === 'de' ? 'de-DE' : 'en-GB'}>
      <div
        className="ui-slider-hand"
        onPointerDownCapture={(event) => {
          hand.press(step);
          ahead.press(event, props.value);
        }}
        onKeyDownCapture={(event) => hand.key(event.key)}
      >
        <AriaSlider
          className="ui-slider"
          value={props.value}
          minValue={min}
          maxValue={max}
          step={step}
          isDisabled={props.disabled ?? false}
          onChange={(value) => {
            ahead.brought(value);
            hand.move(() => props.onDrag(value));
          }}
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
