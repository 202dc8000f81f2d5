// Writing an annual plan: what is typed is kept here, saved on the server, handed in; when somebody saved meanwhile, both are shown.
// SPDX-License-Identifier: Apache-2.0
import check from 'icon:check';
import alert from 'icon:triangle-alert';
import { call, type Problem } from '../../api/client';
import type { AnnualPage } from '../../api/types';
import { dateTime, number } from '../../lib/format';
import { forgetLoaded } from '../../lib/loaded';
import { me } from '../../lib/person';
import { useDraft } from '../../ui/draft';
import { ErrorSummary } from '../../ui/error_summary';
import { Icon } from '../../ui/icon';
import { Notice } from '../../ui/notice';
import { SaveState, SendTrouble } from '../../ui/save_state';
import { useSubmit } from '../../ui/submit';
import { annualWords } from '../../words/vi/annual';
import { formsWords } from '../../words/vi/forms';
import { Act } from '../people/act';
import { AnnualRows } from './annual_form';
import { namedRows, TargetTable, TaskTable } from './annual_tables';
import { entryOf, fieldsOf, isSameTyped, typedOf, wrongsIn, type AnnualTyped } from './annual_typed';

interface ClashProps {
  page: AnnualPage;
  keepMine: () => void;
  takeTheirs: () => void;
}

function Clash({ page, keepMine, takeTheirs }: ClashProps) {
  const t = annualWords().plan, { targets, tasks } = namedRows(page);
  return (
    <Notice tone="warn" icon={alert} title={t.clash} takesFocus>
      <p>{t.clashText(number(page.plan.revision, 0), dateTime(page.plan.changed_at))}</p>
      <TargetTable targets={targets} />
      <TaskTable tasks={tasks} />
      <p class="buttons">
        <button type="button" class="button is-quiet" onClick={keepMine}>{t.keepMine}</button>
        <button type="button" class="button is-quiet" onClick={takeTheirs}>{t.takeTheirs}</button>
      </p>
    </Notice>
  );
}

interface Props {
  page: AnnualPage;
  /** What is stored was saved from here. */
  isSaved: boolean;
  saved: (revision: number) => void;
  /** Begins anew, with what is stored. */
  fresh: () => void;
}

export function WriteAnnual({ page, isSaved, saved, fresh }: Props) {
  const all = annualWords(), t = all.plan, { plan, items } = page, stored = typedOf(page);
  const draft = useDraft<AnnualTyped>(`${me.value?.username ?? ''}/annual/${plan.id}`, { title: `${all.titleOf(String(plan.year))}: ${plan.agency_name}`, href: `/ke-hoach-nam/lap/${plan.id}` }, () => stored);
  const typed = draft.typed.value, submit = useSubmit(fieldsOf(typed)), wrongs = submit.wrongs.value;
  const isClash = typed.revision !== plan.revision, isChanged = !isSameTyped(typed, stored);
  const begin = () => {
    draft.drop();
    fresh();
  };
  const met = (problem: Problem): boolean => {
    if (problem.type !== '/problems/planning/annual-changed') return false;
    forgetLoaded(); // what was saved meanwhile comes beside it
    return true;
  };
  const save = async (event: Event) => {
    event.preventDefault();
    const answer = await submit.send(wrongsIn(typed, items), () => call('POST /planning/annual-plans/{id}/content', entryOf(plan.id, typed, items)), met);
    if (!answer) return;
    draft.drop();
    saved(answer.revision);
    forgetLoaded();
  };
  return (
    <>
      <form class="form annual-form" noValidate aria-labelledby="write" onSubmit={(event) => void save(event)}>
        <h2 id="write">{t.write}</h2>
        <ErrorSummary wrongs={wrongs} attempt={submit.attempt.value} />
        {draft.reopened && isChanged && <p class="reopened">{formsWords().reopened(dateTime(draft.reopened))} <button type="button" class="link" onClick={begin}>{formsWords().dropDraft}</button></p>}
        {isClash && <Clash page={page} keepMine={() => draft.change({ revision: plan.revision })} takeTheirs={begin} />}
        <AnnualRows page={page} typed={typed} wrongs={wrongs} change={draft.change} />
        <SendTrouble state={submit.state.value} lostText={all.lost} />
        <div class="form-bar">
          <button type="submit" class="button" disabled={submit.state.value === 'sending' || isClash}>{submit.state.value === 'sending' ? t.saving : t.save}</button>
          {isSaved && !isChanged ? <p class="save-state is-good" role="status"><Icon of={check} size={18} />{t.saved}</p> : <SaveState submit={submit} draft={draft} />}
        </div>
      </form>
      <div class="no-print annual-submit">
        {isChanged ? <p class="quiet">{t.unsaved}</p> : <Act open={t.submit} text={t.submitText} go={t.submit} cancel={all.cancel} ask={() => call('POST /planning/annual-plans/{id}/submission', { id: plan.id })} done={forgetLoaded} />}
      </div>
    </>
  );
}
