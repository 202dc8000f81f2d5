// The first page as one answer: script, style and data inside; what later pages need is fetched when there is nothing to do.
// SPDX-License-Identifier: Apache-2.0
import type { SummaryPage } from './api/types';
import { first } from './lib/loaded';
import { start } from './lib/start';
import { HomePage } from './pages/home';
import { notFound, ProblemPage } from './ui/problem';

function App() {
  const answer = first?.answer;
  if (!answer?.isFine) return <ProblemPage problem={answer?.problem ?? notFound()} />;
  return <HomePage page={answer.data as SummaryPage} />;
}

function fetchLater(): void {
  for (const href of LATER) {
    const link = document.createElement('link');
    link.rel = 'prefetch';
    link.href = href;
    document.head.append(link);
  }
}

const idle = window.requestIdleCallback ?? ((work: () => void) => setTimeout(work, 2000));
void start(App).then(() => idle(fetchLater));
