// What is shown instead of data: a whole page, or a note with a way on.
// SPDX-License-Identifier: Apache-2.0
import cloud from 'icon:cloud-off';
import { said, titleOf, type Problem } from '../api/client';
import { forgetLoaded } from '../lib/loaded';
import { commonWords } from '../words/vi/common';
import { Frame } from './frame';
import { SearchBox } from './header';
import { Icon } from './icon';

function headingOf(problem: Problem): string {
  const t = commonWords().problem;
  if (problem.status === 404) return t.notFoundTitle;
  if (problem.status === 403) return t.forbiddenTitle;
  return problem.status === 0 ? titleOf(problem) : t.brokenTitle;
}

/** The body of a problem page; `isStaff` pages have their own frame around it. */
export function ProblemBody({ problem }: { problem: Problem }) {
  const t = commonWords(), isLost = problem.status === 0 || problem.status >= 500;
  const signInAs = `/dang-nhap?next=${encodeURIComponent(location.pathname + location.search)}`;
  return (
    <div class="within problem-page">
      {problem.status > 0 && <p class="problem-number" aria-hidden="true">{problem.status}</p>}
      <h1>{headingOf(problem)}</h1>
      <p class="lead">{said(problem)}</p>
      <p class="buttons">
        {isLost && <button class="button" type="button" onClick={() => location.reload()}>{t.retry}</button>}
        {problem.status === 403 && <a class="button" href={signInAs}>{t.problem.signInAs}</a>}
        <a class={isLost || problem.status === 403 ? 'button is-quiet' : 'button'} href="/">{t.problem.home}</a>
      </p>
      {problem.status === 404 && (
        <section aria-labelledby="instead">
          <h2 id="instead">{t.problem.searchInstead}</h2>
          <SearchBox id="search-instead" />
        </section>
      )}
    </div>
  );
}

export function ProblemPage({ problem }: { problem: Problem }) {
  return (
    <Frame here="other" title={headingOf(problem)} hasSearch={problem.status !== 404}>
      <ProblemBody problem={problem} />
    </Frame>
  );
}

/** A part of a page that could not be had. */
export function ProblemNote({ problem }: { problem: Problem }) {
  return (
    <div class="problem-note" role="alert">
      <Icon of={cloud} />
      <p><b>{titleOf(problem)}</b> {said(problem)}</p>
      <button class="button is-quiet" type="button" onClick={forgetLoaded}>{commonWords().retry}</button>
    </div>
  );
}

export const notFound = (): Problem => {
  const t = commonWords().problem;
  return { type: '/problems/kit/not-found', status: 404, title: t.notFoundTitle, title_en: t.notFoundTitle, detail: t.notFoundText, detail_en: t.notFoundText };
};
