// The connection test of a service or a node: its steps as they went, and what is to be done.
// SPDX-License-Identifier: Apache-2.0
import check from 'icon:circle-check-big';
import cross from 'icon:circle-x';
import minus from 'icon:circle-minus';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { call, said, titleOf, type Problem } from '../../api/client';
import type { Diagnosis, DiagnosisState } from '../../api/types';
import { number } from '../../lib/format';
import { language } from '../../lib/i18n';
import { Icon } from '../../ui/icon';
import { Notice } from '../../ui/notice';
import { diagnosisWords } from '../../words/vi/diagnosis';

const ICONS: Record<DiagnosisState, string> = { ok: check, bad: cross, skipped: minus };

const inLanguage = (one: { vi: string; en: string }): string => (language.value === 'en' ? one.en : one.vi);

function Steps({ told }: { told: Diagnosis }) {
  const t = diagnosisWords(), c = t.columns;
  return (
    <table class="people diagnosis-steps">
      <caption class="unseen">{t.caption}</caption>
      <thead><tr>{[c.step, c.state, c.took].map((one) => <th key={one} scope="col">{one}</th>)}</tr></thead>
      <tbody>
        {told.steps.map((one) => (
          <tr key={one.step}>
            <th scope="row">{t.steps[one.step]}</th>
            <td data-head={c.state}><span class={`outcome is-${one.state}`}><Icon of={ICONS[one.state]} size={16} /><span><span class="unseen">{t.states[one.state]}: </span>{inLanguage(one)}</span></span></td>
            <td data-head={c.took} class="message-number">{one.state === 'skipped' ? '–' : t.ms(one.milliseconds === 0 ? '< 1' : number(one.milliseconds, 0))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Told({ told }: { told: Diagnosis }) {
  const t = diagnosisWords(), isKnown = told.whose === 'nobody';
  return (
    <>
      <Notice tone={told.is_fine ? 'good' : isKnown ? 'known' : 'warn'} icon={isKnown ? check : cross} title={told.is_fine ? t.fine : t.whose[told.whose]} takesFocus><p>{inLanguage(told)}</p></Notice>
      <Steps told={told} />
      {told.certificate && <p class="quiet diagnosis-print">{t.certificate}<br /><code>{told.certificate}</code></p>}
    </>
  );
}

/** Tries at once when it is opened. */
export function DiagnosisPanel({ id }: { id: string }) {
  const t = diagnosisWords(), told = useSignal<Diagnosis | null>(null), problem = useSignal<Problem | null>(null), isAsking = useSignal(false);
  const ask = async () => {
    isAsking.value = true;
    told.value = null;
    problem.value = null;
    const answer = await call('POST /exchange/services/diagnosis', { id });
    isAsking.value = false;
    if (answer.isFine) told.value = answer.data;
    else problem.value = answer.problem;
  };
  useEffect(() => void ask(), [id]);
  return (
    <div class="diagnosis">
      <p class="quiet">{t.lead}</p>
      <p class="quiet" role="status">{isAsking.value && t.asking}</p>
      {problem.value && <Notice tone="bad" icon={cross} title={titleOf(problem.value)}><p>{said(problem.value)}</p></Notice>}
      {told.value && <Told told={told.value} />}
      {!isAsking.value && <p class="buttons"><button type="button" class="button is-quiet" onClick={() => void ask()}>{t.again}</button></p>}
    </div>
  );
}
