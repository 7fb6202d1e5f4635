/** Parts of the page that follow a moving hand while they are in sight, and once it rests while they are not. */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Waiting } from '../../components/ui/moving.tsx';

/** Draws its part anew with every move of the hand, or with its rests while it is out of sight. */
export function WhileSeen(props: { readonly children: ReactNode }) {
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
  return (
    <div ref={place} className="while-seen">
      <Waiting seen={seen}>{props.children}</Waiting>
    </div>
  );
}
