/** The marks of the timeline: a basis by its shape, an activity by whether it is filled. Words stand beside them. */

/** A filled diamond for the scoring model, a hollow one for what the CRM recorded. */
export function BasisMark(props: { readonly basis: 'model' | 'recorded' }) {
  return (
    <svg className="lead-mark" viewBox="0 0 12 12" aria-hidden="true">
      <path className="lead-mark-entry" data-basis={props.basis} d="M6 1.5 10.5 6 6 10.5 1.5 6Z" />
    </svg>
  );
}

/** A filled dot for an activity that counts for the score, a hollow one for one that does not. */
export function ActivityMark(props: { readonly counted: boolean }) {
  return (
    <svg className="lead-mark" viewBox="0 0 12 12" aria-hidden="true">
      <circle className="lead-mark-dot" data-counted={props.counted} cx="6" cy="6" r="3.5" />
    </svg>
  );
}
