/** The leads one by one: a list of those behind a mark or of the whole view, and one lead. */
import { useState } from 'react';
import { useDataSet } from '../../app/data-set.ts';
import { useFirstPicture } from '../../app/figures.ts';
import { useView } from '../../app/view.ts';
import { useWords } from '../../components/language.tsx';
import { LeadListView } from './lead-list-view.tsx';
import { LeadView } from './lead-view.tsx';
import { createListPlace } from './list-place.ts';
import { useListTitle } from './list-title.ts';
import { LEADS_WORDS } from './words.ts';
import './leads-page.css';

/** The page. */
export function LeadsPage() {
  const words = useWords(LEADS_WORDS);
  const { lead } = useView();
  const { summary, dataKey, phase } = useDataSet();
  // There is nothing to draw before the workspace is there.
  useFirstPicture(phase, true);
  const title = useListTitle();
  const [place] = useState(createListPlace);
  if (summary === null)
    return (
      <div className="leads-page">
        <h1 className="leads-title">{title}</h1>
        <p className="quiet">{words.waiting}</p>
      </div>
    );
  return (
    <div className="leads-page">
      {lead === null ? (
        <LeadListView key={dataKey} place={place} ofFile={summary.leadColumns} />
      ) : (
        <LeadView key={lead} ordinal={lead} leads={summary.rows.leads.loaded} />
      )}
    </div>
  );
}
