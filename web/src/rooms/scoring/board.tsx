// Scorecards by groups of like agencies: one group at a time, found by name, page by page; on paper the whole group.
// SPDX-License-Identifier: Apache-2.0
import { useRef } from 'preact/hooks';
import type { BoardLine } from '../../api/types';
import { fragment, setFragment } from '../../lib/address';
import { matches } from '../../lib/fold';
import { number } from '../../lib/format';
import { Pager } from '../../ui/pager';
import { SampleTag } from '../../ui/sample';
import { Vi } from '../../ui/text';
import { agenciesWords } from '../../words/vi/agencies';
import { scoresWords } from '../../words/vi/scores';
import { myAgencies } from '../people/roles';
import { bandCounts } from './losses';
import { percentText, pointsText } from './points';

const A_PAGE = 30;

function moved(line: BoardLine): string {
  const t = scoresWords(), by = line.previous_rank - line.rank;
  if (line.previous_rank === 0 || line.rank === 0) return '';
  if (by === 0) return t.same;
  return by > 0 ? t.up(number(by, 0), by) : t.down(number(-by, 0), -by);
}

function Line({ line, href, isElsewhere }: { line: BoardLine; href: string; isElsewhere: boolean }) {
  const t = scoresWords(), isOwn = myAgencies().includes(line.agency);
  return (
    <tr class={[isOwn && 'is-own', isElsewhere && 'only-paper'].filter(Boolean).join(' ') || undefined}>
      <td class="score-rank">{line.rank > 0 ? <b>{number(line.rank, 0)}</b> : <small>{t.unranked}</small>}</td>
      <th scope="row">{href ? <a href={href}><Vi>{line.agency_name}</Vi></a> : <Vi>{line.agency_name}</Vi>}{line.is_sample && <SampleTag />}{isOwn && <small>{t.own}</small>}{line.lacking > 0 && <small>{t.lacking(number(line.lacking, 0), line.lacking)}</small>}</th>
      <td class="score-percent">{line.percent === null ? <small>{t.noData}</small> : <b>{percentText(line.percent)}</b>}{line.band_title && <small><Vi>{line.band_title}</Vi></small>}</td>
      <td class="amount" data-name={t.points}><span>{pointsText(line.total)} / {pointsText(line.reachable)}</span></td>
      <td class="amount" data-name={t.before}><span>{percentText(line.previous_percent)}</span><small>{moved(line)}</small></td>
    </tr>
  );
}

function Bands({ lines }: { lines: readonly BoardLine[] }) {
  const t = scoresWords(), counts = bandCounts(lines);
  return <p class="quiet">{t.agenciesOf(number(lines.length, 0), lines.length)}{counts.map(([title, count], i) => <span key={title}>{i === 0 ? ': ' : ', '}{number(count, 0)} <Vi>{title}</Vi></span>)}.</p>;
}

interface TableProps {
  lines: readonly BoardLine[];
  hrefOf: (line: BoardLine) => string;
  title: string;
  /** From which line to before which the screen shows; paper has them all. */
  shown: readonly [from: number, to: number];
}

function Table({ lines, hrefOf, title, shown: [from, to] }: TableProps) {
  const t = scoresWords();
  return (
    <table class="money-table score-table" aria-label={title}>
      <thead><tr><th scope="col">{t.rank}</th><th scope="col">{t.agency}</th><th scope="col" class="amount">{t.percent}</th><th scope="col" class="amount">{t.points}</th><th scope="col" class="amount">{t.before}</th></tr></thead>
      <tbody>{lines.map((line, i) => <Line key={line.agency} line={line} href={hrefOf(line)} isElsewhere={i < from || i >= to} />)}</tbody>
    </table>
  );
}

/** Groups of lines in their order; the own agency's first, then the first of all, when the address names none. */
function groupsOf(lines: readonly BoardLine[]): { groups: [code: string, title: string][]; chosen: string } {
  const groups = [...new Map(lines.map((line) => [line.of_class, line.class_title]))], own = lines.find((one) => myAgencies().includes(one.agency));
  const { group = '' } = fragment.value, isKnown = groups.some(([code]) => code === group);
  return { groups, chosen: isKnown ? group : own?.of_class ?? groups[0]?.[0] ?? '' };
}

/** Ranked within their groups; `hrefOf` tells where a scorecard is, or ''. */
export function Groups({ lines, hrefOf }: { lines: readonly BoardLine[]; hrefOf: (line: BoardLine) => string }) {
  const t = scoresWords(), top = useRef<HTMLElement>(null), { groups, chosen } = groupsOf(lines), { q = '', page = '1' } = fragment.value;
  const all = lines.filter((one) => one.of_class === chosen), found = all.filter((one) => matches(one.agency_name, q)), title = groups.find(([code]) => code === chosen)?.[1] ?? '';
  const pages = Math.max(1, Math.ceil(found.length / A_PAGE)), here = Math.min(Math.max(1, Math.floor(Number(page)) || 1), pages);
  const pageHref = (to: number): string => `#${new URLSearchParams({ ...fragment.value, page: String(to) }).toString()}`;
  const go = (to: number) => {
    setFragment({ page: to === 1 ? '' : String(to) });
    top.current?.focus();
  };
  return (
    <section class="score-groups" ref={top} tabIndex={-1} aria-label={t.byGroup}>
      <div class="list-tools">
        {groups.length > 1 && (
          <div class="chips" role="group" aria-label={t.classes}>
            {groups.map(([code, name]) => <button key={code} type="button" class="chip" aria-pressed={code === chosen} onClick={() => setFragment({ group: code, q: '', page: '' })}><b>{number(lines.filter((one) => one.of_class === code).length, 0)}</b><Vi>{name}</Vi></button>)}
          </div>
        )}
        {all.length > A_PAGE && (
          <div class="list-filter">
            <label for="score-q">{agenciesWords().filter}</label>
            <input id="score-q" type="search" value={q} placeholder={agenciesWords().filterHint} maxLength={100} autocomplete="off" spellcheck={false} onInput={(event) => setFragment({ q: event.currentTarget.value, page: '' }, { replaces: true })} />
          </div>
        )}
      </div>
      <Bands lines={all} />
      <p class="unseen" role="status">{q && agenciesWords().found(number(found.length, 0), number(all.length, 0))}</p>
      {found.length === 0 ? <p class="empty">{agenciesWords().noneFound}</p> : <><p class="only-paper"><b><Vi>{title}</Vi></b></p><Table lines={found} hrefOf={hrefOf} title={title} shown={[(here - 1) * A_PAGE, here * A_PAGE]} /></>}
      <Pager page={here} pages={pages} hrefOf={pageHref} go={go} />
    </section>
  );
}
