// Runs of a binding: when, what became of it, and every fault in a sentence.
// SPDX-License-Identifier: Apache-2.0
import type { FillingRun, RunView } from '../../api/types';
import { dateTime, number } from '../../lib/format';
import { language } from '../../lib/i18n';
import { fillingWords } from '../../words/vi/filling';

export function RunWords({ run }: { run: FillingRun }) {
  const t = fillingWords(), isDone = run.outcome === 'done';
  const counts = isDone ? t.counts(number(run.written, 0), number(run.same, 0), number(run.overruled, 0)) : t.found(number(run.found, 0));
  return <><span class={isDone ? undefined : 'is-late'}>{dateTime(run.at)}: {t.outcomes[run.outcome]}</span> · {counts}</>;
}

export function RunFaults({ view }: { view: RunView }) {
  const t = fillingWords();
  if (view.faults.length === 0) return null;
  return (
    <ul class="run-faults">
      {view.faults.map((one) => {
        const where = t.fault(one.about, one.value);
        return <li key={one.number}>{where && <><code>{where}</code> · </>}{language.value === 'en' ? one.english : one.sentence}</li>;
      })}
    </ul>
  );
}

export function Runs({ runs }: { runs: readonly RunView[] }) {
  const t = fillingWords();
  return (
    <section class="machine" aria-labelledby="runs">
      <div class="machine-head"><h2 id="runs">{t.runs}</h2></div>
      {runs.length === 0 ? <p class="quiet">{t.never}</p> : (
        <ul class="machine-keys">
          {runs.map((one) => (
            <li key={one.run.id}>
              <div>
                <p><RunWords run={one.run} /></p>
                {one.run.message_id && <p><small>{one.run.file ? t.file : t.message} <code>{one.run.message_id}</code></small></p>}
                <RunFaults view={one} />
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
