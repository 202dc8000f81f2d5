// Scorecards by groups of like agencies, each ranked by itself.
// SPDX-License-Identifier: Apache-2.0
import type { BoardLine } from '../../api/types';
import { number } from '../../lib/format';
import { SampleTag } from '../../ui/sample';
import { Vi } from '../../ui/text';
import { scoresWords } from '../../words/vi/scores';
import { pointsText } from './points';

const NARROW = '\u202f';
const percentText = (value: number | null): string => (value === null ? '–' : `${number(value, 2)}${NARROW}%`);

function moved(line: BoardLine): string {
  const t = scoresWords(), by = line.previous_rank - line.rank;
  if (line.previous_rank === 0 || line.rank === 0) return '';
  if (by === 0) return t.same;
  return by > 0 ? t.up(number(by, 0), by) : t.down(number(-by, 0), -by);
}

function Line({ line, href }: { line: BoardLine; href: string }) {
  const t = scoresWords();
  return (
    <tr>
      <td class="score-rank">{line.rank > 0 ? <b>{number(line.rank, 0)}</b> : <small>{t.unranked}</small>}</td>
      <th scope="row">{href ? <a href={href}><Vi>{line.agency_name}</Vi></a> : <Vi>{line.agency_name}</Vi>}{line.is_sample && <SampleTag />}{line.lacking > 0 && <small>{t.lacking(number(line.lacking, 0), line.lacking)}</small>}</th>
      <td class="amount" data-name={t.points}><span>{pointsText(line.total)} / {pointsText(line.reachable)}</span></td>
      <td class="amount" data-name={t.percent}><span>{percentText(line.percent)}</span>{line.band_title && <small><Vi>{line.band_title}</Vi></small>}</td>
      <td data-name={t.before}><span>{line.previous_percent === null ? '–' : percentText(line.previous_percent)}</span><small>{moved(line)}</small></td>
    </tr>
  );
}

/** Groups in their order, each ranked by itself; `hrefOf` tells where a scorecard is, or ''. */
export function Groups({ lines, hrefOf }: { lines: readonly BoardLine[]; hrefOf: (line: BoardLine) => string }) {
  const t = scoresWords(), groups = [...new Map(lines.map((line) => [line.of_class, line.class_title]))];
  return (
    <>
      {groups.map(([code, title]) => (
        <section key={code} aria-labelledby={`group-${code}`}>
          <h2 id={`group-${code}`}><Vi>{title}</Vi></h2>
          <table class="money-table score-table">
            <thead><tr><th scope="col">{t.rank}</th><th scope="col">{t.agency}</th><th scope="col" class="amount">{t.points}</th><th scope="col" class="amount">{t.percent}</th><th scope="col">{t.before}</th></tr></thead>
            <tbody>{lines.filter((line) => line.of_class === code).map((line) => <Line key={line.agency} line={line} href={hrefOf(line)} />)}</tbody>
          </table>
        </section>
      ))}
    </>
  );
}
