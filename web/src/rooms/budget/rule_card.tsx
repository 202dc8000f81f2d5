// One rule: the share with its numerator and denominator, what is asked, whether it holds; communes one by one.
// SPDX-License-Identifier: Apache-2.0
import alert from 'icon:triangle-alert';
import check from 'icon:circle-check-big';
import circle from 'icon:circle-dashed';
import cross from 'icon:circle-x';
import type { BudgetShare, RuleShares } from '../../api/types';
import { date, number, period } from '../../lib/format';
import { language } from '../../lib/i18n';
import { Icon } from '../../ui/icon';
import { SampleTag } from '../../ui/sample';
import { Numbered, Vi } from '../../ui/text';
import { moneyWords } from '../../words/vi/money';
import { money, percent, plain } from './amounts';

type Verdict = 'met' | 'notMet' | 'notWhole' | 'nothing';

const LOOKS: Record<Verdict, { icon: string; tone: string }> = {
  met: { icon: check, tone: 'is-good' },
  notMet: { icon: cross, tone: 'is-bad' },
  notWhole: { icon: alert, tone: 'is-warn' },
  nothing: { icon: circle, tone: 'is-none' },
};

function verdictOf(share: BudgetShare): Verdict {
  if (share.is_whole) return share.holds ? 'met' : 'notMet';
  return share.numerator === null && share.denominator === null ? 'nothing' : 'notWhole';
}

function VerdictMark({ share }: { share: BudgetShare }) {
  const verdict = verdictOf(share), { icon, tone } = LOOKS[verdict];
  return <span class={`verdict ${tone}`}><Icon of={icon} size={18} />{moneyWords()[verdict]}</span>;
}

/** `từ 1 %`, `2-3 %`. */
function askedText({ low, high }: RuleShares): string {
  const t = moneyWords();
  if (low !== null && high !== null && low !== high) return `${number(low, 2)}–${percent(high)}`;
  return low !== null || high !== null ? t.atLeast(percent(low ?? high)) : '';
}

function Fraction({ shares: { rule }, share }: { shares: RuleShares; share: BudgetShare }) {
  const t = moneyWords();
  return (
    <dl class="fraction">
      <div><dt>{t.numerator}: {t.stages[rule.numerator]}</dt><dd>{money(share.numerator)}</dd></div>
      <div><dt>{t.denominator}: {t.bases[rule.denominator]}</dt><dd>{money(share.denominator)}</dd></div>
    </dl>
  );
}

function Lacks({ share }: { share: BudgetShare }) {
  const t = moneyWords();
  return (
    <>
      {share.missing > 0 && <p class="rule-lack">{t.lacks(number(share.missing, 0), number(share.lines, 0))}</p>}
      {share.denominator === null && <p class="rule-lack">{t.lacksBase}</p>}
    </>
  );
}

function OfProvince({ shares, share }: { shares: RuleShares; share: BudgetShare }) {
  const t = moneyWords();
  return (
    <>
      <p class="rule-share"><b>{percent(share.share)}</b><VerdictMark share={share} />{share.is_sample && <SampleTag />}</p>
      <Fraction shares={shares} share={share} />
      <Lacks share={share} />
      {share.recorded !== null && <p class="quiet">{share.recorded === share.share ? t.recorded(percent(share.recorded), period(shares.period)) : t.recordedOther(percent(share.recorded))}</p>}
    </>
  );
}

function OfCommunes({ shares }: { shares: RuleShares }) {
  const t = moneyWords(), total = number(shares.total, 0), some = shares.shares.filter((one) => one.lines > 0 || one.denominator !== null);
  return (
    <>
      <p class="rule-share"><b>{number(shares.met, 0)}</b><span>{t.communesMet(number(shares.met, 0), total)}</span>{some.some((one) => one.is_sample) && <SampleTag />}</p>
      <p class="quiet">{t.communesKnown(number(shares.known, 0), total)}</p>
      {some.length > 0 && (
        <details class="rule-communes">
          <summary>{t.communes}</summary>
          <table class="money-table">
            <caption>{t.unit}</caption>
            <thead><tr><th scope="col">{t.commune}</th><th scope="col" class="amount">{t.numerator}</th><th scope="col" class="amount">{t.denominator}</th><th scope="col" class="amount">{t.share}</th></tr></thead>
            <tbody>
              {some.map((one) => (
                <tr key={one.subject}>
                  <th scope="row"><Vi>{one.subject_name}</Vi></th>
                  <td class="amount" data-name={t.numerator}><span>{plain(one.numerator)}</span></td>
                  <td class="amount" data-name={t.denominator}><span>{plain(one.denominator)}</span></td>
                  <td class="amount" data-name={t.share}><span>{percent(one.share)}</span> <VerdictMark share={one} /></td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </>
  );
}

export function RuleCard({ shares }: { shares: RuleShares }) {
  const t = moneyWords(), { rule } = shares, [only] = shares.shares, asked = askedText(shares);
  return (
    <article class="rule-card" id={rule.code}>
      <h3>{language.value === 'en' ? rule.title_en : rule.title}</h3>
      <p class="rule-asked">{asked ? t.asked(asked) : t.notAsked}</p>
      {rule.scope === 'commune' ? <OfCommunes shares={shares} /> : only && <OfProvince shares={shares} share={only} />}
      {!shares.is_over && shares.ends_on && <p class="quiet">{t.running(date(shares.ends_on))}</p>}
      <p class="rule-basis"><small>{t.basis}: <Numbered>{rule.basis}</Numbered>.{rule.note && <> <Vi>{rule.note}</Vi></>}</small>{rule.indicator && <a href={`/chi-tieu/${encodeURIComponent(rule.indicator)}`}>{t.seeIndicator}</a>}</p>
    </article>
  );
}
