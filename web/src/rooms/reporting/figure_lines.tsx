// The figures that a report asks for, each with what was before and what holds.
// SPDX-License-Identifier: Apache-2.0
import type { FormLine, Remark } from '../../api/types';
import { amount, period } from '../../lib/format';
import { Field, TextArea, TextField } from '../../ui/field';
import { Title, Vi } from '../../ui/text';
import { fillingWords } from '../../words/vi/filling';
import { reportsWords } from '../../words/vi/reports';
import { formsWords } from '../../words/vi/forms';
import { FromSystem } from '../filling/mark';
import type { Desk } from './desk';
import { Remarks } from './remarks';
import { isLevel, isUnreadable, keyOfLine, type FigureTyped } from './typed';

const DECIMALS = 6;
export const valueOf = (line: FormLine, value: number | null, text: string): string => text || (value === null ? '–' : amount(value, line.indicator.unit, DECIMALS));

export const boxOf = (prefix: string, key: string): string => `${prefix}-${key.replaceAll(/[^\w-]/g, '-')}`;

export function Known({ line }: { line: FormLine }) {
  const t = reportsWords(), sourceOf = (text: string) => (text ? ` · ${text}` : '');
  return (
    <p class="hint">
      {line.before === null ? t.beforeNone : <Vi>{t.before(period(line.before_period), valueOf(line, line.before, line.before_text), sourceOf(line.before_source))}</Vi>}
      {line.held !== null && <><br /><Vi>{t.held(valueOf(line, line.held, line.held_text), line.held_is_sample ? ` · ${t.heldSample}` : sourceOf(line.held_source))}</Vi></>}
    </p>
  );
}

export function LineHead({ line }: { line: FormLine }) {
  const t = reportsWords();
  return (
    <header>
      <h3><Title of={line.indicator} /></h3>
      <p class="hint"><Vi>{line.subject_name}</Vi> · {period(line.period)}{line.is_needed && <> · <b>{t.needed}</b></>} · <a href={`/chi-tieu/${encodeURIComponent(line.indicator.code)}?subject=${encodeURIComponent(line.subject)}`}>{t.seeIndicator}</a></p>
      <Known line={line} />
      {line.held_channel && <p><FromSystem channel={line.held_channel} name={line.held_system} /></p>}
    </header>
  );
}

function Line({ line, desk, remarks }: { line: FormLine; desk: Desk; remarks: readonly Remark[] }) {
  const t = reportsWords(), f = formsWords().figure, key = keyOfLine(line), box = boxOf('value', key), one = desk.typed.value.figures[key];
  if (!one) return null;
  const set = (part: Partial<FigureTyped>) => desk.change((now) => ({ ...now, figures: { ...now.figures, [key]: { ...one, ...part } } }));
  const holds = line.held !== null && !line.held_is_sample, mine = remarks.filter((remark) => remark.indicator === line.indicator.code && remark.subject === line.subject);
  return (
    <li class="report-line is-asked">
      <LineHead line={line} />
      {isLevel(line)
        ? (
          <Field id={box} label={t.level}>
            {(ties) => <select {...ties} value={one.value} onChange={(event) => set({ value: event.currentTarget.value })}><option value="">{t.choose}</option>{line.indicator.levels.map((level) => <option key={level} value={level} selected={level === one.value} lang="vi">{level}</option>)}</select>}
          </Field>
        )
        : <TextField id={box} label={t.value} wrong={isUnreadable(line, one) ? t.valueWrong : undefined} value={one.value} change={(value) => set({ value })} most={40} after={line.indicator.unit && <Vi>{line.indicator.unit}</Vi>} inputMode="decimal" isShort />}
      <Remarks id={box} remarks={mine} overrides={desk.typed.value.overrides} answer={(name, reason) => desk.change((now) => ({ ...now, overrides: { ...now.overrides, [name]: reason } }))} />
      {(one.value !== '' || one.source !== '') && (
        <div class="field-pair">
          <TextField id={boxOf('source', key)} label={f.source} isOptional value={one.source} change={(source) => set({ source })} most={300} />
          <TextField id={boxOf('note', key)} label={t.note} isOptional value={one.note} change={(note) => set({ note })} most={2000} />
        </div>
      )}
      {holds && one.value !== '' && <TextArea id={boxOf('reason', key)} label={line.held_channel ? fillingWords().reasonOver : t.reason} isOptional rows={2} value={one.reason} change={(reason) => set({ reason })} most={500} />}
    </li>
  );
}

export function FigureLines({ lines, desk, remarks }: { lines: readonly FormLine[]; desk: Desk; remarks: readonly Remark[] }) {
  const t = reportsWords();
  return (
    <section class="part" id="figures" tabIndex={-1} aria-labelledby="figures-title">
      <h2 id="figures-title">{t.figures}</h2>
      {lines.length === 0 ? <p class="quiet">{t.noFigures}</p> : <ul class="report-lines">{lines.map((line) => <Line key={keyOfLine(line)} line={line} desk={desk} remarks={remarks} />)}</ul>}
    </section>
  );
}
