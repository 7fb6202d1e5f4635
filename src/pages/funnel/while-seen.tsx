/** Parts of the page that follow a moving hand while they are in sight, and once it rests while they are not. */
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { Waiting } from '../../components/ui/moving.tsx';
import './while-seen.css';

/**
 * Draws its part anew with every move of the hand, or with its rests while it is out of sight.
 * @param props.onSeen is told when the part comes into sight or leaves it
 */
export function WhileSeen(props: {
  readonly onSeen?: (seen: boolean) => void;
  readonly children: ReactNode;
}) {
  const place = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState(true);
  const { onSeen } = props;
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const observer = new IntersectionObserver((entries) => {
      const now = entries.at(-1)?.isIntersecting ?? true;
      setSeen(now);
      onSeen?.(now);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [onSeen]);
  return (
    <div ref={place} className="while-seen">
      <Waiting seen={seen}>{props.children}</Waiting>
    </div>
  );
}

/**
 * Which parts of a page are out of sight, by name; `seen(name)` goes to the part of that name. `reached` are those that
 * have been in sight since the page was opened, or were to be printed: what nobody scrolls to is not asked for.
 */
export function useOutOfSight<Name extends string>(
  names: readonly Name[],
): {
  readonly hidden: readonly Name[];
  readonly reached: readonly Name[];
  readonly seen: Readonly<Record<Name, (seen: boolean) => void>>;
} {
  const [hidden, setHidden] = useState<readonly Name[]>([]);
  const [reached, setReached] = useState<readonly Name[]>([]);
  const tell = useCallback((name: Name, seen: boolean) => {
    if (seen) setReached((before) => (before.includes(name) ? before : [...before, name].toSorted()));
    setHidden((before) =>
      before.includes(name) !== seen
        ? before
        : seen
          ? before.filter((other) => other !== name)
          : [...before, name].toSorted(),
    );
  }, []);
  const [seen] = useState(
    () =>
      Object.fromEntries(names.map((name) => [name, (now: boolean) => tell(name, now)])) as Record<
        Name,
        (seen: boolean) => void
      >,
  );
  const [all] = useState(names);
  useEffect(() => {
    const reachAll = () => setReached(all.toSorted());
    window.addEventListener('beforeprint', reachAll);
    return () => window.removeEventListener('beforeprint', reachAll);
  }, [all]);
  return { hidden, reached, seen };
}
