// What one may not see or do here: which role it takes, who has it, what one's own is.
// SPDX-License-Identifier: Apache-2.0
import { said, type Problem } from '../../api/client';
import type { AssignmentView } from '../../api/types';
import { useLoaded } from '../../lib/loaded';
import { signInHref } from '../../lib/return_path';
import { commonWords } from '../../words/vi/common';
import { staffWords } from '../../words/vi/staff';
import { myRoles, rolesForPage } from '../people/roles';
import { Leads } from './who';

function LeadsLine({ assignments, href, word }: { assignments: readonly AssignmentView[]; href: string; word: string }) {
  return <div><dt>{staffWords().forbidden.leads}</dt><dd><Leads assignments={assignments} /> · <a href={href}>{word}</a></dd></div>;
}

/** Everybody may see who answers, so who may not enter a figure learns whom to ask. */
function IndicatorLeads({ code }: { code: string }) {
  const page = useLoaded('GET /strategy/indicators/{code}', { code });
  return page.data ? <LeadsLine assignments={page.data.view.assignments} href={`/chi-tieu/${encodeURIComponent(code)}`} word={staffWords().forbidden.seeIndicator} /> : null;
}

function TaskLeads({ code }: { code: string }) {
  const page = useLoaded('GET /strategy/tasks/{code}', { code });
  return page.data ? <LeadsLine assignments={page.data.view.assignments} href={`/nhiem-vu/${encodeURIComponent(code)}`} word={staffWords().forbidden.seeTask} /> : null;
}

function textOf(problem: Problem, page: string): string {
  const t = staffWords().forbidden;
  if (problem.type !== '/problems/access/agency-not-yours') return t.needs(rolesForPage(location.pathname));
  return page === 'nhap' ? t.needsLead : page === 'kiem-tra' ? t.othersEntry : said(problem);
}

export function Forbidden({ problem }: { problem: Problem }) {
  const t = staffWords().forbidden, c = commonWords(), [, page = '', kind = '', last = ''] = location.pathname.split('/'), code = decodeURIComponent(last);
  return (
    <div class="staff-page problem-page">
      <h1>{c.problem.forbiddenTitle}</h1>
      <p class="lead">{textOf(problem, page)}</p>
      <dl class="facts">
        <div><dt>{t.yours}</dt><dd>{myRoles()}</dd></div>
        {page === 'nhap' && kind === 'chi-tieu' && <IndicatorLeads code={code} />}
        {page === 'nhap' && kind === 'nhiem-vu' && <TaskLeads code={code} />}
      </dl>
      <p>{t.ask}</p>
      <p class="buttons"><a class="button" href={signInHref()}>{c.problem.signInAs}</a><a class="button is-quiet" href="/">{c.problem.home}</a></p>
    </div>
  );
}

export function SessionOver() {
  const t = staffWords().sessionOver;
  return (
    <div class="staff-page problem-page">
      <h1>{t.title}</h1>
      <p class="lead">{t.text}</p>
      <p class="buttons"><a class="button" href={signInHref()}>{t.again}</a></p>
    </div>
  );
}
