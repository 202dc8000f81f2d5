// Publishing the results of a period: what will be frozen, and why when they were published before.
// SPDX-License-Identifier: Apache-2.0
import check from 'icon:circle-check-big';
import { useSignal } from '@preact/signals';
import { call } from '../../api/client';
import type { BoardView, ScorePublication } from '../../api/types';
import { dateTime, number, period } from '../../lib/format';
import { forgetLoaded } from '../../lib/loaded';
import { ErrorSummary, wrongOf } from '../../ui/error_summary';
import { TextArea } from '../../ui/field';
import { Notice } from '../../ui/notice';
import { SendTrouble } from '../../ui/save_state';
import { useSubmit } from '../../ui/submit';
import { scoringWorkWords } from '../../words/vi/scoring_work';

const REASON_LETTERS_MIN = 10, REASON_LETTERS_MAX = 1000;

interface Props {
  board: BoardView;
  /** The newest publication of the same period. */
  before: ScorePublication | undefined;
  isOver: boolean;
}

export function Publishing({ board, before, isOver }: Props) {
  const t = scoringWorkWords().publish, submit = useSubmit(['reason']), isAsked = useSignal(false), reason = useSignal(''), done = useSignal<ScorePublication | null>(null);
  const wrongs = submit.wrongs.value, lacking = board.lines.reduce((sum, one) => sum + one.lacking, 0);
  if (done.value) return <Notice tone="good" icon={check} title={t.done(number(done.value.number, 0))} takesFocus><p class="buttons"><a class="button is-quiet" href={`/xep-hang#id=${encodeURIComponent(done.value.id)}`}>{t.see}</a></p></Notice>;
  if (!isOver) return <p class="quiet">{t.notOver(period(board.period))}</p>;
  const send = async (event: Event) => {
    event.preventDefault();
    const isShort = before && [...reason.value.trim()].length < REASON_LETTERS_MIN;
    const made = await submit.send(isShort ? [{ field: 'reason', text: t.reasonWrong }] : [], () => call('POST /scoring/publications', { scheme: board.scheme.code, period: board.period, reason: reason.value.trim() }));
    if (!made) return;
    done.value = made;
    forgetLoaded();
  };
  return (
    <section class="part" aria-labelledby="publish">
      <h2 id="publish">{t.title}</h2>
      {before && <p>{t.before(number(before.number, 0), dateTime(before.published_at))} <a href={`/xep-hang#id=${encodeURIComponent(before.id)}`}>{t.see}</a></p>}
      {!isAsked.value ? <p class="buttons"><button type="button" class="button" onClick={() => { isAsked.value = true; }}>{before ? t.again : t.go}</button></p> : (
        <form class="form" noValidate aria-labelledby="publish" onSubmit={(event) => void send(event)}>
          <ErrorSummary wrongs={wrongs} attempt={submit.attempt.value} />
          <p>{t.what(period(board.period), number(board.lines.length, 0), number(board.scheme.version, 0))}{lacking > 0 && <> <b>{t.lacking(number(lacking, 0), lacking)}</b></>}</p>
          {before && <TextArea id="reason" label={t.reason} hint={t.reasonHint} wrong={wrongOf(wrongs, 'reason')} value={reason.value} change={(value) => { reason.value = value; }} most={REASON_LETTERS_MAX} rows={2} />}
          <SendTrouble state={submit.state.value} lostText={t.lost} />
          <p class="buttons"><button type="submit" class="button" disabled={submit.state.value === 'sending'}>{t.confirm}</button><button type="button" class="button is-quiet" onClick={() => { isAsked.value = false; }}>{scoringWorkWords().cancel}</button></p>
        </form>
      )}
    </section>
  );
}
