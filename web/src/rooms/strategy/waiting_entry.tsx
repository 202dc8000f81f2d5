// An entry that waits to be checked stands in the way of the next one: see it, take it back, or send another in its place.
// SPDX-License-Identifier: Apache-2.0
import hourglass from 'icon:hourglass';
import type { Submission } from '../../api/types';
import { dateTime } from '../../lib/format';
import { me } from '../../lib/person';
import { Notice } from '../../ui/notice';
import { SendTrouble } from '../../ui/save_state';
import { useSubmit } from '../../ui/submit';
import { ErrorSummary } from '../../ui/error_summary';
import { call } from '../../api/client';
import { checksWords } from '../../words/vi/checks';
import { formsWords } from '../../words/vi/forms';
import { entryText } from './entry_text';

interface WithdrawProps {
  id: string;
  label: string;
  done: (one: Submission) => void;
}

export function Withdraw({ id, label, done }: WithdrawProps) {
  const t = formsWords(), submit = useSubmit([]);
  const go = async () => {
    const taken = await submit.send([], () => call('POST /strategy/submissions/{id}/withdrawal', { id }));
    if (taken) done(taken);
  };
  return (
    <>
      <button type="button" class="button is-quiet" disabled={submit.state.value === 'sending'} onClick={() => void go()}>
        {submit.state.value === 'sending' ? t.waiting.withdrawing : label}
      </button>
      <div class="under-buttons">
        <ErrorSummary wrongs={submit.wrongs.value} attempt={submit.attempt.value} />
        <SendTrouble state={submit.state.value} lostText={checksWords().decision.withdrawLost} />
      </div>
    </>
  );
}

interface Props {
  waiting: Submission;
  unit: string;
  /** It was met when sending, so the focus goes there. */
  isNews: boolean;
  /** Another is being typed already. */
  isReplacing: boolean;
  replace: () => void;
  /** Gives up what is being typed. */
  keep: () => void;
  withdrawn: (one: Submission) => void;
}

export function WaitingEntry({ waiting, unit, isNews, isReplacing, replace, keep, withdrawn }: Props) {
  const t = formsWords().waiting, value = entryText(waiting, unit), when = dateTime(waiting.entered_at);
  const isMine = waiting.entered_by === me.value?.account;
  return (
    <Notice tone="known" icon={hourglass} title={t.title} takesFocus={isNews} id="changed">
      <p>{isMine ? t.mine(value, when) : t.others(waiting.entered_name, value, when)}</p>
      {isReplacing && <p>{t.replacing(waiting.entered_name, value)}</p>}
      <div class="buttons">
        <a class="button is-quiet" href={`/kiem-tra/${waiting.id}`}>{t.see}</a>
        {isReplacing ? <button type="button" class="button is-quiet" onClick={keep}>{t.keep}</button> : <button type="button" class="button is-quiet" onClick={replace}>{t.replace}</button>}
        {!isReplacing && <Withdraw id={waiting.id} label={t.withdraw} done={withdrawn} />}
      </div>
    </Notice>
  );
}
