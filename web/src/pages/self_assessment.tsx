// Whoever wants assesses himself: the server works the answers out and shows the result; nothing is kept.
// SPDX-License-Identifier: Apache-2.0
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { call } from '../api/client';
import type { SchemeView, ScoreInput, ScorePart, TrialView, ValueView } from '../api/types';
import { number } from '../lib/format';
import { readNumber } from '../lib/parse';
import { Bar, percentText, Points, pointsText } from '../rooms/scoring/points';
import { ErrorSummary, wrongOf } from '../ui/error_summary';
import { TextField, WrongText } from '../ui/field';
import { Frame, Trail } from '../ui/frame';
import { SendTrouble } from '../ui/save_state';
import { useSubmit } from '../ui/submit';
import { Title, titleText, Vi } from '../ui/text';
import { moneyWords } from '../words/vi/money';
import { scoresWords } from '../words/vi/scores';

const LEVELS_MOST = 10;

interface AskedProps {
  input: ScoreInput;
  answer: string;
  wrong: string | undefined;
  change: (answer: string) => void;
}

/** Yes or no, or one of a few levels: buttons; [] where a number is typed. */
function choicesOf({ unit, low, high }: ScoreInput): (readonly [value: string, word: string])[] {
  const t = scoresWords().selfAnswer;
  if (unit === 'yes') return [['1', t.yes], ['0', t.no]];
  if (unit !== 'number' || low === null || high === null || high - low > LEVELS_MOST || !Number.isInteger(low)) return [];
  return Array.from({ length: high - low + 1 }, (_, i) => [String(low + i), number(low + i, 0)] as const);
}

function Asked({ input, answer, wrong, change }: AskedProps) {
  const title = titleText(input), choices = choicesOf(input), titleId = `${input.code}-title`;
  if (choices.length === 0) {
    const hint = input.low !== null && input.high !== null ? scoresWords().selfHint(number(input.low, 2), number(input.high, 2)) : '';
    return <TextField id={input.code} label={title} hint={hint} wrong={wrong} value={answer} change={change} most={20} inputMode="decimal" isShort />;
  }
  return (
    <div class="field">
      <p class="label" id={titleId}><Title of={input} /></p>
      <WrongText id={input.code} wrong={wrong} />
      <div class="segments" role="group" aria-labelledby={titleId}>
        {choices.map(([value, word], i) => <button key={value} id={i === 0 ? input.code : undefined} type="button" aria-pressed={answer === value} onClick={() => change(answer === value ? '' : value)}>{word}</button>)}
      </div>
    </div>
  );
}

/** What answers mean, when all questions mean the same by them; how to take one back. */
function Meaning({ inputs }: { inputs: readonly ScoreInput[] }) {
  const [note = '', ...others] = new Set(inputs.map((one) => one.note));
  return <div class="self-meaning">{note !== '' && others.length === 0 && <p><Vi>{note}</Vi>.</p>}<p class="quiet">{scoresWords().selfTakeBack}</p></div>;
}

const answered = (page: SchemeView, answers: Record<string, string>): ValueView[] => page.inputs.map((one) => {
  const read = readNumber(answers[one.code] ?? '');
  return { kind: 'input', name: one.code, argument: '', title: one.title, title_en: one.title_en, unit: one.unit, value: read.isRead ? read.value : null, is_sample: false };
});

function PartSum({ part, result }: { part: ScorePart; result: TrialView }) {
  const points = result.points.filter((one) => one.part === part.code && one.applies && one.points !== null);
  const reached = points.reduce((sum, one) => sum + (one.points ?? 0), 0), maximum = points.reduce((sum, one) => sum + one.maximum, 0);
  return <div><dt><Title of={part} /></dt><dd><Bar points={reached} maximum={maximum} /><span>{pointsText(reached)} / {pointsText(maximum)}</span></dd></div>;
}

function Result({ page, result, answers }: { page: SchemeView; result: TrialView; answers: Record<string, string> }) {
  const t = scoresWords(), head = useRef<HTMLHeadingElement>(null), left = page.inputs.filter((one) => !answers[one.code]?.trim()).length;
  useLayoutEffect(() => { head.current?.focus(); }, [result]);
  return (
    <section class="self-result" aria-labelledby="result">
      <h2 id="result" ref={head} tabIndex={-1}>{t.selfResult}</h2>
      <p class="rule-share"><b>{percentText(result.percent)}</b><span>{t.ofReachable(pointsText(result.total), pointsText(result.reachable))}</span>{result.band_title && <b class="score-band"><Vi>{result.band_title}</Vi></b>}</p>
      {left > 0 && <p class="score-lack">{t.selfLeft(number(left, 0), left)}</p>}
      <dl class="self-parts">{page.parts.map((part) => <PartSum key={part.code} part={part} result={result} />)}</dl>
      <details class="money-communes"><summary>{t.selfPoints}</summary><Points points={result.points} values={answered(page, answers)} /></details>
    </section>
  );
}

function Questions({ page }: { page: SchemeView }) {
  const t = scoresWords(), answers = useSignal<Record<string, string>>({}), result = useSignal<{ trial: TrialView; answers: Record<string, string> } | null>(null), submit = useSubmit(page.inputs.map((one) => one.code));
  const partOf = new Map(page.criteria.map((one) => [one.code, one.part])), wrongs = submit.wrongs.value;
  const send = async (event: Event) => {
    event.preventDefault();
    const given = Object.entries(answers.value).filter(([, answer]) => answer.trim() !== '').map(([code, answer]) => ({ code, read: readNumber(answer) }));
    const found = given.filter(({ read }) => !read.isRead).map(({ code }) => ({ field: code, text: moneyWords().enter.wrongs.number }));
    const trial = await submit.send(found, () => call('GET /scoring/schemes/{scheme}/trial', { scheme: page.scheme.code, answers: given.map(({ code, read }) => `${code}:${read.isRead ? read.value : ''}`) }));
    if (trial) result.value = { trial, answers: answers.value };
  };
  return (
    <>
      <form class="form self-form" noValidate onSubmit={(event) => void send(event)}>
        <ErrorSummary wrongs={wrongs} attempt={submit.attempt.value} />
        <Meaning inputs={page.inputs} />
        {page.parts.map((part) => {
          const inputs = page.inputs.filter((one) => partOf.get(one.criterion) === part.code);
          return inputs.length > 0 && (
            <section key={part.code} class="self-part" aria-labelledby={`part-${part.code}`}>
              <h2 id={`part-${part.code}`}><Title of={part} /></h2>
              {inputs.map((input) => <Asked key={input.code} input={input} answer={answers.value[input.code] ?? ''} wrong={wrongOf(wrongs, input.code)} change={(answer) => { answers.value = { ...answers.value, [input.code]: answer }; }} />)}
            </section>
          );
        })}
        <SendTrouble state={submit.state.value} lostText={t.selfLost} />
        <p class="buttons"><button type="submit" class="button" disabled={submit.state.value === 'sending'}>{t.selfSend}</button></p>
      </form>
      {result.value && <Result page={page} result={result.value.trial} answers={result.value.answers} />}
    </>
  );
}

export function SelfAssessmentPage({ page }: { page: SchemeView }) {
  const t = scoresWords(), { scheme } = page;
  return (
    <Frame here="other" title={t.selfTitle(titleText(scheme))}>
      <div class="within money-page">
        <Trail steps={[['/xep-hang', t.rankings], [`/bo-tieu-chi/${encodeURIComponent(scheme.code)}`, t.scheme]]} />
        <header class="page-head">
          <p class="eyebrow">{t.self}</p>
          <h1><Title of={scheme} /></h1>
          <p class="lead">{t.selfLead}</p>
        </header>
        {page.inputs.length === 0 ? <p class="empty">{t.selfNone}</p> : <Questions page={page} />}
      </div>
    </Frame>
  );
}
