// Figures that fill themselves: all bindings, and one with its runs.
// SPDX-License-Identifier: Apache-2.0
import type { Binding, BindingLine } from '../api/types';
import { dateTime, number } from '../lib/format';
import { useLoaded } from '../lib/loaded';
import { may } from '../lib/person';
import { AskNow, DropForm, Switch } from '../rooms/filling/acts';
import { RunWords, Runs } from '../rooms/filling/runs';
import { Instead, Workplace } from '../rooms/strategy/workplace';
import { Vi } from '../ui/text';
import { fillingWords } from '../words/vi/filling';

const hrefOf = (code: string): string => `/so-lieu-tu-dong/${encodeURIComponent(code)}`;

function scheduleText(binding: Binding): string {
  const { schedules, next } = fillingWords(), { schedule } = binding;
  if (schedule === '') return '';
  const when = schedule === 'monthly' ? schedules.monthly(number(binding.day, 0)) : schedules[schedule];
  return binding.is_on && binding.next_at ? `${when}; ${next(dateTime(binding.next_at))}` : when;
}

function limitsText(binding: Binding): string {
  const t = fillingWords(), DECIMALS = 6;
  const found = [
    binding.whole && t.whole, binding.low !== null && t.low(number(binding.low, DECIMALS)), binding.high !== null && t.high(number(binding.high, DECIMALS)),
    binding.jump !== null && t.jump(number(binding.jump, DECIMALS)),
  ].filter(Boolean);
  return found.length === 0 ? t.noLimits : found.join(', ');
}

function Facts({ line, isWhole }: { line: BindingLine; isWhole: boolean }) {
  const t = fillingWords(), { binding } = line, schedule = scheduleText(binding), isSame = binding.factor === 1 || binding.factor === null;
  return (
    <dl class="machine-facts">
      <div class="is-wide"><dt>{t.indicator}</dt><dd><a href={`/chi-tieu/${encodeURIComponent(binding.indicator)}`}><Vi>{line.indicator_title}</Vi></a></dd></div>
      <div><dt>{t.from}</dt><dd><Vi>{t.system(line.system_name, line.member_name)}</Vi></dd></div>
      <div><dt>{t.way}</dt><dd>{t.ways[binding.way]}</dd></div>
      {schedule && <div><dt>{t.schedule}</dt><dd>{schedule}</dd></div>}
      {line.agency_name && <div><dt>{t.agency}</dt><dd><Vi>{line.agency_name}</Vi></dd></div>}
      {isWhole && <div><dt>{t.limits}</dt><dd>{limitsText(binding)}</dd></div>}
      {isWhole && !isSame && <div><dt>{t.unit}</dt><dd><Vi>{t.factor(binding.unit, number(binding.factor ?? 1, 6), line.indicator_unit)}</Vi></dd></div>}
      {isWhole && binding.service && <div class="is-wide"><dt>{t.service}</dt><dd><code>{binding.method} {binding.service}{binding.path}</code></dd></div>}
      {isWhole && binding.event && <div class="is-wide"><dt>{t.event}</dt><dd><code>{binding.event}</code> · <code>{binding.system}</code></dd></div>}
      {line.waiting > 0 && <div><dt>{t.waiting}</dt><dd>{number(line.waiting, 0)}</dd></div>}
      {!isWhole && <div class="is-wide"><dt>{t.newest}</dt><dd>{line.newest ? <RunWords run={line.newest} /> : t.never}</dd></div>}
    </dl>
  );
}

function One({ line }: { line: BindingLine }) {
  const t = fillingWords(), { binding } = line;
  return (
    <section class={binding.is_on ? 'machine' : 'machine is-stopped'} aria-labelledby={`binding-${binding.code}`}>
      <div class="machine-head">
        <h2 id={`binding-${binding.code}`}><a href={hrefOf(binding.code)}><Vi>{binding.title}</Vi></a></h2>
        {!binding.is_on && <b>{t.off}</b>}
      </div>
      <Facts line={line} isWhole={false} />
    </section>
  );
}

export function FillingPage() {
  const t = fillingWords(), { data, problem } = useLoaded('GET /filling/bindings', {});
  if (!data) return <Instead here="filling" title={t.title} problem={problem} />;
  return (
    <Workplace here="filling" title={t.title}>
      <div class="staff-page">
        <header class="page-head"><h1>{t.title}</h1><p class="quiet">{t.lead}</p></header>
        <div class="machines">
          {data.lines.length === 0 && <p class="empty">{t.none}</p>}
          {data.lines.map((one) => <One key={one.binding.code} line={one} />)}
        </div>
      </div>
    </Workplace>
  );
}

export function BindingPage({ code }: { code: string }) {
  const t = fillingWords(), { data, problem } = useLoaded('GET /filling/bindings/{code}', { code });
  if (!data) return <Instead here="filling" title={t.title} problem={problem} />;
  const { line, runs } = data, { binding } = line, mayBind = may('filling.bind');
  return (
    <Workplace here="filling" title={binding.title}>
      <div class="staff-page">
        <header class="page-head">
          <p><a href="/so-lieu-tu-dong">{t.back}</a></p>
          <h1><Vi>{binding.title}</Vi></h1>
          {!binding.is_on && <p><b>{t.off}</b></p>}
        </header>
        <div class="machines">
          <div class="machine">
            <Facts line={line} isWhole />
            {mayBind && binding.is_on && binding.way === 'service' && <AskNow binding={binding} />}
            {mayBind && <Switch binding={binding} />}
          </div>
          {line.may_drop && <div class="machine"><DropForm binding={binding} /></div>}
          <Runs runs={runs} />
        </div>
      </div>
    </Workplace>
  );
}
