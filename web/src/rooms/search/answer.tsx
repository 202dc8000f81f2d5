// A question answered by quotes, word for word; above them, where a language model is configured, what it made of these quotes.
// SPDX-License-Identifier: Apache-2.0
import bot from 'icon:bot';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { call, type Answer as Called } from '../../api/client';
import type { Composed, FoundPassage } from '../../api/types';
import { useLoaded } from '../../lib/loaded';
import { Icon } from '../../ui/icon';
import { ProblemNote } from '../../ui/problem';
import { commonWords } from '../../words/vi/common';
import { searchWords } from '../../words/vi/search';
import { Passage } from './passage';

const COMPOSING_PATIENCE_MS = 130_000; // the server waits for the model, at most two minutes

function goTo(quote: number) {
  const place = document.getElementById(`quote-${quote}`);
  place?.scrollIntoView({ block: 'center' });
  place?.focus({ preventScroll: true });
}

/** What a machine wrote is text and nothing else: no markup, no links; its citations lead to the quotes below. */
function Cited({ line }: { line: string }) {
  const t = searchWords().ask;
  return (
    <p>
      {line.split(/(\[\d+(?:, *\d+)*\])/).map((piece, i) => {
        if (i % 2 === 0) return piece;
        return piece.match(/\d+/g)?.map((quote) => <button key={`${i} ${quote}`} type="button" class="link cited" aria-label={t.toQuote(quote)} onClick={() => goTo(Number(quote))}>[{quote}]</button>);
      })}
    </p>
  );
}

function ComposedBox({ q, quotes }: { q: string; quotes: readonly FoundPassage[] }) {
  const t = searchWords().ask, answer = useSignal<Called<Composed> | null>(null);
  useEffect(() => {
    let isWanted = true;
    answer.value = null;
    void call('POST /ask/compositions', { q }, COMPOSING_PATIENCE_MS).then((one) => { if (isWanted) answer.value = one; });
    return () => { isWanted = false; };
  }, [q]);
  const composed = answer.value?.isFine ? answer.value.data : null;
  /* its numbers are those of its own quotes: they are the same unless the plan changed meanwhile */
  const isOfThese = composed !== null && composed.quotes.length === quotes.length && composed.quotes.every((one, i) => one.text === quotes[i]?.text);
  if (answer.value === null) return <p class="composed-wait quiet" role="status"><Icon of={bot} size={20} />{t.composing}</p>;
  if (composed === null || composed.state !== 'answered' || !isOfThese) return <p class="composed-wait quiet" role="status"><Icon of={bot} size={20} />{t.notComposed}</p>;
  return (
    <section class="composed" aria-labelledby="composed">
      <h2 id="composed"><Icon of={bot} size={22} />{t.composed}</h2>
      <div>{composed.text.split('\n').filter((line) => line.trim() !== '').map((line, i) => <Cited key={i} line={line} />)}</div>
      <p class="hint">{t.composedHint(composed.model)}</p>
    </section>
  );
}

export function Asked({ q }: { q: string }) {
  const t = searchWords().ask, answer = useLoaded('GET /ask', { q });
  if (answer.problem) return <ProblemNote problem={answer.problem} />;
  if (!answer.data) return <p class="quiet" role="status">{commonWords().loading}</p>;
  const { quotes, looked_for: words, composes } = answer.data;
  if (quotes.length === 0) {
    return (
      <div class="found-nothing" role="status">
        <h2>{t.none}</h2>
        <p class="quiet">{t.noneText(words)}</p>
      </div>
    );
  }
  return (
    <>
      {composes && <ComposedBox q={q} quotes={quotes} />}
      <section aria-labelledby="quotes">
        <h2 id="quotes">{t.quotes}</h2>
        <p class="hint">{t.quotesHint(words)}</p>
        <ol class="passages">{quotes.map((one, i) => <Passage key={`${one.kind} ${one.document} ${one.item} ${one.citation} ${one.text}`} of={one} number={i + 1} />)}</ol>
      </section>
    </>
  );
}
