/** Small line icons on a 16 px grid. They never stand alone: a label or a hidden text says what they mean. */
import './icon.css';

const PATHS = {
  chevron: 'M4.5 6.5 8 10l3.5-3.5',
  close: 'm4.5 4.5 7 7m0-7-7 7',
  info: 'M8 7.2V11M8 4.9v.2M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z',
  warning:
    'M8 6.2v3.2m0 2v.2M7.1 2.6 1.9 11.9a1 1 0 0 0 .9 1.5h10.4a1 1 0 0 0 .9-1.5L8.9 2.6a1 1 0 0 0-1.8 0Z',
  table: 'M2.5 3.5h11v9h-11zM2.5 6.5h11M6 6.5v6M2.5 9.5h11',
  upload: 'M8 10.5v-7m0 0L5 6.5m3-3 3 3M2.5 11v1.5a1 1 0 0 0 1 1h9a1 1 0 0 0 1-1V11',
  filter: 'M2 4h12M4.5 8h7M7 12h2',
  up: 'M8 12.5v-9m0 0L4.5 7M8 3.5 11.5 7',
  down: 'M8 3.5v9m0 0L11.5 9M8 12.5 4.5 9',
  check: 'm3.5 8.5 3 3 6-7',
  plus: 'M8 3.5v9M3.5 8h9',
  undo: 'M5.5 3 2.5 6l3 3M2.5 6h7a4 4 0 0 1 0 8H6',
  back: 'M9.5 3.5 5 8l4.5 4.5',
  redo: 'm10.5 3 3 3-3 3m3-3h-7a4 4 0 0 0 0 8H10',
} as const;

/** Name of an icon. */
export type IconName = keyof typeof PATHS;

/** One icon in the colour of the text around it. */
export function Icon(props: { readonly name: IconName }) {
  return (
    <svg className="ui-icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PATHS[props.name]} />
    </svg>
  );
}
