/** Parts of the page that follow a moving hand while they are in sight, and once it rests while they are not. */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useRested } from '../../charts/common/use-rested.ts';
import type { MetricsDocument } from '../../model/metrics-document.ts';

/** Gives its part the newest figures, or those of the last rest while it is out of sight. */
export function WhileSeen(props: {
  readonly document: MetricsDocument;
  readonly baseline: MetricsDocument | null;
  readonly children: (document: MetricsDocument, baseline: MetricsDocument | null) => ReactNode;
}) {
  const place = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState(true);
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const observer = new IntersectionObserver((entries) => {
      setSeen(entries.at(-1)?.isIntersecting ?? true);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const document = useRested(props.document, seen);
  const baseline = useRested(props.baseline, seen);
  return (
    <div ref={place} className="while-seen">
      {props.children(document, baseline)}
    </div>
  );
}
