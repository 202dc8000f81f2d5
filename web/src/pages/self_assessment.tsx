// An enterprise assesses itself: the server works the answers out and shows the result; nothing is kept.
// SPDX-License-Identifier: Apache-2.0
import { useSignal } from '@preact/signals';
import { call } from '../api/client';
import type { SchemeView, ScoreInput, TrialView } from '../api/types';
import { number } from '../lib/format';
import { readNumber } from '../lib/parse';
import { Points, pointsText } from '../rooms/scoring/points';
import { ErrorSummary } from '../ui/error_summary';
import { Frame } from '../ui/frame';
import { TextField } from '../ui/field';
import { useSubmit } from '../ui/submit';
import { Title, titleText, Vi } from '../ui/text';
import { moneyWords } from '../words/vi/money';
import { scoresWords } from '../words/vi/scores';

const NARROW = '\u202f';

interface AskedProps {
  input: ScoreInput;
  answer: string;
  change: (answer: string) => void;
}

function Asked({ input, answer, change }: AskedProps) {
  const t = scoresWords(), title = titleText({ title: input.title, title_en: input.title_en ?? '' });
  if (input.unit !== 'yes') {
    const hint = input.low !== null && input.high !== null ? t.selfHint(number(input.low, 2), number(input.high, 2)) : '';
    return <TextField id={input.code} label={title} hint={hint} value={answer} change={change} most={20} inputMode="decimal" isShort />;
  }
  return (
    <fieldset class="field">
      <legend class="label"><Title of={{ title: input.title, title_en: input.title_en ?? '' }} /></legend>
      <div class="segments" role="group" aria-label={title}>
        {([['1', t.selfAnswer.yes], ['0', t.selfAnswer.no], ['', t.selfAnswer.skip]] as const).map(([value, word]) => <button key={value} type="button" aria-pressed={answer === value} onClick={() => change(value)}>{word}</button>)}
      </div>
    </fieldset>
  );
}

function Result({ result }: { result: TrialView }) {
  const t = scoresWords();
  return (
    <section aria-labelledby="result" aria-live="polite">
      <h2 id="result">{t.selfResult}</h2>
      <p class="rule-share"><b>{result.percent === null ? '–' : `${number(result.percent, 1)}${NARROW}%`}</b><span>{t.ofReachable(pointsText(result.total), pointsText(result.reachable))}</span>{result.band_title && <b class="score-band"><Vi>{result.band_title}</Vi></b>}</p>
      <Points points={result.points} />
    </section>
  );
}

export function SelfAssessmentPage({ page }: { page: SchemeView }) {
  const t = scoresWords(), answers = useSignal<Record<string, string>>({}), result = useSignal<TrialView | null>(null), submit = useSubmit(page.inputs.map((one) => one.code));
  const send = async (event: Event) => {
    event.preventDefault();
    const given = Object.entries(answers.value).filter(([, answer]) => answer.trim() !== '').map(([code, answer]) => ({ code, read: readNumber(answer) }));
    const wrongs = given.filter(({ read }) => !read.isRead).map(({ code }) => ({ field: code, text: moneyWords().enter.wrongs.number }));
    const found = await submit.send(wrongs, () => call('GET /scoring/schemes/{scheme}/trial', { scheme: page.scheme.code, answers: given.map(({ code, read }) => `${code}:${read.isRead ? read.value : ''}`) }));
    if (found) result.value = found;
  };
  return (
    <Frame here="other" title={t.selfTitle(titleText(page.scheme))}>
      <div class="within money-page">
        <header class="page-head">
          <p class="eyebrow">{t.self}</p>
          <h1><Title of={page.scheme} /></h1>
          <p class="lead">{t.selfLead}</p>
        </header>
        {page.inputs.length === 0 ? <p class="empty">{t.selfNone}</p> : (
          <form class="form self-form" noValidate onSubmit={(event) => void send(event)}>
            <ErrorSummary wrongs={submit.wrongs.value} attempt={submit.attempt.value} />
            {page.inputs.map((input) => <Asked key={input.code} input={input} answer={answers.value[input.code] ?? ''} change={(answer) => { answers.value = { ...answers.value, [input.code]: answer }; }} />)}
            <p class="buttons"><button type="submit" class="button">{t.selfSend}</button></p>
          </form>
        )}
        {result.value && <Result result={result.value} />}
      </div>
    </Frame>
  );
}
