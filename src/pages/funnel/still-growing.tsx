/** The line that says that rates without a window still grow, and the window that would compare all leads alike. */
import { navigate } from '../../app/view.ts';
import { matureDays } from '../../charts/step-trend/layout.ts';
import { hasWindow } from '../../charts/common/steps.ts';
import { CHART_WORDS } from '../../charts/common/words.ts';
import { useFormat } from '../../components/format.ts';
import { useWords } from '../../components/language.tsx';
import { Button } from '../../components/ui/button.tsx';
import { INCIDENCE_DAYS, type MetricsDocument } from '../../model/metrics-document.ts';
import { headlineSteps } from './finding.ts';
import { FUNNEL_PAGE_WORDS } from './words.ts';

/** How long the first step of the headline takes, and the round window that holds it. */
export interface Growth {
  /** nine of ten finished ways took no longer, days */
  readonly days: number;
  readonly window: number;
}

/** What to say of a document whose rates still grow; null within a window, or where nobody has moved on. */
export function growthOf(document: MetricsDocument): Growth | null {
  const { funnel, windowDays, basis } = document;
  if (funnel === undefined || hasWindow(windowDays)) return null;
  const [step] = headlineSteps(funnel, basis);
  const days = step === undefined ? null : matureDays(document, step.from, step.to, 'created');
  if (days === null) return null;
  const window = INCIDENCE_DAYS.find((end) => days <= end);
  return window === undefined ? null : { days, window };
}

/** The line below the key figures. */
export function StillGrowing(props: { readonly document: MetricsDocument }) {
  const own = useWords(FUNNEL_PAGE_WORDS);
  const shared = useWords(CHART_WORDS);
  const format = useFormat();
  const growth = growthOf(props.document);
  if (growth === null) return null;
  return (
    <p className="still-growing quiet">
      {own.stillGrowing(format.days(growth.days))}{' '}
      <Button
        kind="quiet"
        className="still-growing-window no-print"
        onClick={() => navigate({ windowDays: growth.window })}
      >
        {own.chooseWindow(shared.windowDays(growth.window))}
      </Button>
    </p>
  );
}
