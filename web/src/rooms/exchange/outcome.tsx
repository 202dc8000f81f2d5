// What became of a message, in a plain sentence: answered, refused, failed, or still on its way.
// SPDX-License-Identifier: Apache-2.0
import check from 'icon:circle-check-big';
import cross from 'icon:circle-x';
import hourglass from 'icon:hourglass';
import wrench from 'icon:wrench';
import type { MessageRow } from '../../api/types';
import { NO_BREAK, number } from '../../lib/format';
import { Icon } from '../../ui/icon';
import { messagesWords } from '../../words/vi/messages';

const REFUSED = 400, FAILED = 500, US_A_MS = 1000, SHORT_MS = 10, AWAY = 'MaintenanceMode';

/** The last part of a fault's code says what is wrong: Server.ServerProxy.AccessDenied. */
const codeOf = (fault: string): string => fault.split('.').pop() ?? '';

function whyOf(fault: string): string {
  const t = messagesWords().faults, code = codeOf(fault);
  return t[code as keyof typeof t] ?? t.other;
}

type Tone = 'good' | 'bad' | 'open' | 'away';

function outcomeOf(one: MessageRow): { tone: Tone; text: string } {
  const t = messagesWords(), status = String(one.status);
  if (codeOf(one.fault) === AWAY) return { tone: 'away', text: t.away };
  if (one.fault !== '') return { tone: 'bad', text: one.is_answered ? t.undelivered(whyOf(one.fault)) : t.refused(whyOf(one.fault)) };
  if (!one.is_answered) return { tone: 'open', text: t.waiting };
  if (one.status >= FAILED) return { tone: 'bad', text: t.failed(status) };
  return one.status >= REFUSED ? { tone: 'good', text: t.answeredBad(status) } : { tone: 'good', text: t.fine(status) };
}

const ICONS: Record<Tone, string> = { good: check, bad: cross, open: hourglass, away: wrench };

export function Outcome({ of }: { of: MessageRow }) {
  const { tone, text } = outcomeOf(of);
  return <span class={`outcome is-${tone}`}><Icon of={ICONS[tone]} size={16} /><span>{text}</span></span>;
}

/** Of microseconds: tenths of a millisecond where they tell something. */
export const duration = (us: number): string => messagesWords().ms(number(us / US_A_MS, us < SHORT_MS * US_A_MS ? 1 : 0)).replace(' ', NO_BREAK);
