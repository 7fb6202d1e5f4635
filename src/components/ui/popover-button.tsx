/** A control that says its value in one line and opens a small panel to change it. */
import { useId, useRef, useState, type ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import { putBeside } from './popover.ts';
import './popover-button.css';

/**
 * A button with a panel in the top layer, which closes on Escape and on a press outside it.
 * @param props.label what the control is for; quiet before the value, and the panel's name
 * @param props.value what is chosen now
 * @param props.children the panel; told whether it is open, so that it asks for nothing before
 */
export function PopoverButton(props: {
  readonly label: string;
  readonly value?: string;
  readonly icon?: IconName;
  /** the value is not the usual one */
  readonly isSet?: boolean;
  readonly disabled?: boolean;
  readonly children: (open: boolean, close: () => void) => ReactNode;
}) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDialogElement>(null);
  const place = () => {
    if (button.current !== null && panel.current !== null) putBeside(panel.current, button.current);
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className="ui-control"
        data-set={props.isSet === true}
        popoverTarget={id}
        aria-haspopup="dialog"
        disabled={props.disabled}
      >
        {props.icon === undefined ? null : <Icon name={props.icon} />}
        <span className="ui-control-label">{props.label}</span>
        {props.value === undefined ? null : <span className="ui-control-value">{props.value}</span>}
        <Icon name="chevron" />
      </button>
      <dialog
        ref={panel}
        id={id}
        popover="auto"
        aria-label={props.label}
        className="ui-popover"
        onBeforeToggle={(event) => {
          // The panel has a size only once it is shown, and must have its place before it is painted.
          if (event.newState === 'open') queueMicrotask(place);
        }}
        onToggle={(event) => {
          setOpen(event.newState === 'open');
          if (event.newState === 'open') place();
        }}
      >
        {props.children(open, () => document.getElementById(id)?.hidePopover())}
      </dialog>
    </>
  );
}

/** A choice of one, in the look of the same row of controls. */
export function ControlSelect<T extends string>(props: {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string; readonly group?: string }[];
  readonly onChange: (value: T) => void;
  readonly isSet?: boolean;
  readonly disabled?: boolean;
}) {
  const id = useId();
  const groups = [...new Set(props.options.map((option) => option.group ?? ''))];
  const entries = (group: string) =>
    props.options
      .filter((option) => (option.group ?? '') === group)
      .map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ));
  return (
    <span className="ui-control" data-set={props.isSet === true}>
      <label htmlFor={id} className="ui-control-label">
        {props.label}
      </label>
      <select
        id={id}
        className="ui-control-value"
        value={props.value}
        disabled={props.disabled}
        onChange={(event) => {
          const chosen = props.options.find((option) => option.value === event.target.value);
          if (chosen !== undefined) props.onChange(chosen.value);
        }}
      >
        {groups.map((group) =>
          group === '' ? (
            entries(group)
          ) : (
            <optgroup key={group} label={group}>
              {entries(group)}
            </optgroup>
          ),
        )}
      </select>
      <Icon name="chevron" />
    </span>
  );
}
