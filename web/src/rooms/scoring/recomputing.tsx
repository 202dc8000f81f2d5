// A published result worked out again from what was frozen, when the reader asks for it.
// SPDX-License-Identifier: Apache-2.0
import check from 'icon:circle-check-big';
import alert from 'icon:triangle-alert';
import repeat from 'icon:refresh-cw';
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { call, type Problem } from '../../api/client';
import type { Recomputation } from '../../api/types';
import { number } from '../../lib/format';
import { Icon } from '../../ui/icon';
import { Notice } from '../../ui/notice';
import { ProblemNote } from '../../ui/problem';
import { scoresWords } from '../../words/vi/scores';

function Found({ found }: { found: Recomputation }) {
  const t = scoresWords(), cards = number(found.cards, 0);
  return found.is_same ? <Notice tone="good" icon={check} title={t.recomputed(cards)} takesFocus /> : <Notice tone="bad" icon={alert} title={t.recomputedOther(cards)} takesFocus><p><code>{found.recomputed}</code></p></Notice>;
}

/** `children` are what else can be done with the result. */
export function Recomputing({ id, digest, children }: { id: string; digest: string; children: ComponentChildren }) {
  const t = scoresWords(), found = useSignal<Recomputation | null>(null), problem = useSignal<Problem | null>(null), isBusy = useSignal(false);
  const run = async () => {
    isBusy.value = true;
    const answer = await call('GET /scoring/publications/{id}/recomputation', { id });
    isBusy.value = false;
    problem.value = answer.isFine ? null : answer.problem;
    if (answer.isFine) found.value = answer.data;
  };
  return (
    <section class="score-recomputing" aria-labelledby="frozen">
      <h2 id="frozen">{t.frozen}</h2>
      <p>{t.frozenText}</p>
      <p class="quiet score-digest"><small>{t.digest}: <code>{digest}</code></small></p>
      {problem.value && <ProblemNote problem={problem.value} />}
      {found.value && <Found found={found.value} />}
      <p class="buttons"><button type="button" class="button is-quiet" disabled={isBusy.value} onClick={() => void run()}><Icon of={repeat} size={18} />{t.recompute}</button>{children}</p>
    </section>
  );
}
