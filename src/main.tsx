/** Composition root: the only file that picks the browser's parts. */
import '@fontsource-variable/inter/opsz.css';
import './components/tokens.css';
import './components/base.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startDataSet } from './app/data-set.ts';
import { createQueryClient } from './app/figures.ts';
import { viewStore } from './app/view.ts';
import { LanguageProvider } from './components/language.tsx';
import { applyTheme } from './components/theme.ts';
import { Frame } from './pages/frame/frame.tsx';

const fetchPage = {
  funnel: async () => ({ default: (await import('./pages/funnel/funnel-page.tsx')).FunnelPage }),
  'time-in-stage': async () => ({
    default: (await import('./pages/time-in-stage/time-in-stage-page.tsx')).TimeInStagePage,
  }),
  leads: async () => ({ default: (await import('./pages/leads/leads-page.tsx')).LeadsPage }),
  data: async () => ({ default: (await import('./pages/data/data-page.tsx')).DataPage }),
};
const pages = {
  funnel: lazy(fetchPage.funnel),
  'time-in-stage': lazy(fetchPage['time-in-stage']),
  leads: lazy(fetchPage.leads),
  data: lazy(fetchPage.data),
};

applyTheme();
// The page's code and its figures are fetched side by side. A failure shows where the page is rendered.
fetchPage[viewStore.get().view.page]().catch(() => undefined);
startDataSet(async () => (await import('./workspace/workspace-client.ts')).connectWorkspace());

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={createQueryClient()}>
      <LanguageProvider>
        <Frame pages={pages} />
      </LanguageProvider>
    </QueryClientProvider>
  </StrictMode>,
);
