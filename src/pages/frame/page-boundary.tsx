/** A page that cannot be drawn says so, in its own place: what stands around it keeps working. */
import { Component, type ReactNode } from 'react';
import { viewStore } from '../../app/view.ts';
import { useWords } from '../../components/language.tsx';
import { Button } from '../../components/ui/button.tsx';
import { ErrorPanel } from '../../components/ui/panel.tsx';
import { FRAME_WORDS } from './words.ts';

/** What stands in the place of a page that failed. */
export function PageFailure(props: { readonly error: unknown; readonly onRetry: () => void }) {
  const words = useWords(FRAME_WORDS);
  const { error, onRetry } = props;
  const usualView = () => {
    viewStore.forget();
    onRetry();
  };
  return (
    <ErrorPanel
      title={words.pageFailed}
      reason={words.pageFailedBecause(error instanceof Error ? error.message : String(error))}
      remedy={words.pageFailedRemedy}
      actions={
        <>
          <Button onClick={usualView}>{words.usualView}</Button>
          <Button onClick={onRetry}>{words.retry}</Button>
        </>
      }
    />
  );
}

interface BoundaryProps {
  /** what the page is drawn from: a change of it is a new try */
  readonly of: string;
  /** what stands in the place of a failure; left out, the reader is told of it */
  readonly fallback?: ReactNode;
  readonly children: ReactNode;
}

interface BoundaryState {
  readonly of: string;
  readonly failure: { readonly error: unknown } | null;
  /** tries of the reader over the same view */
  readonly tries: number;
}

// React knows error boundaries as classes alone.
/** Keeps an error while a page is drawn inside of the page. */
export class PageBoundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { of: this.props.of, failure: null, tries: 0 };

  static getDerivedStateFromError(error: unknown): Partial<BoundaryState> {
    return { failure: { error } };
  }

  static getDerivedStateFromProps({ of }: BoundaryProps, state: BoundaryState): BoundaryState | null {
    return of === state.of ? null : { of, failure: null, tries: 0 };
  }

  private readonly retry = () => {
    // code of a page that could not be fetched is asked for again only by a new page
    if (this.state.tries > 0) window.location.reload();
    else this.setState({ failure: null, tries: 1 });
  };

  override render(): ReactNode {
    const { failure } = this.state;
    if (failure === null) return this.props.children;
    const { fallback } = this.props;
    return fallback === undefined ? <PageFailure error={failure.error} onRetry={this.retry} /> : fallback;
  }
}
