// How a person wants to be told by e-mail: how often, of what, at which hours, in which language.
// SPDX-License-Identifier: Apache-2.0
import check from 'icon:circle-check-big';
import { useSignal, type Signal } from '@preact/signals';
import { call } from '../../api/client';
import type { MailLanguage, PreferenceView, Rhythm } from '../../api/types';
import { number } from '../../lib/format';
import { ChoiceCards } from '../../ui/choice_cards';
import { ErrorSummary } from '../../ui/error_summary';
import { Field } from '../../ui/field';
import { Notice } from '../../ui/notice';
import { SendTrouble } from '../../ui/save_state';
import { useSubmit } from '../../ui/submit';
import { noticesWords } from '../../words/vi/notices';

const RHYTHMS: readonly Rhythm[] = ['at_once', 'daily', 'never'];
const LANGUAGES: readonly MailLanguage[] = ['vi', 'en'];
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const URGENCIES = [['mail_high', 'high'], ['mail_normal', 'normal'], ['mail_low', 'low']] as const;
const FIELDS = ['rhythm', 'daily_hour', 'mail_high', 'mail_normal', 'mail_low', 'quiet_from', 'quiet_to', 'language'];

interface HourProps {
  id: string;
  label: string;
  value: number;
  change: (hour: number) => void;
}

function Hour({ id, label, value, change }: HourProps) {
  const t = noticesWords().wishes;
  return (
    <Field id={id} label={label}>
      {(ties) => <select {...ties} value={value} onChange={(event) => change(Number(event.currentTarget.value))}>{HOURS.map((hour) => <option key={hour} value={hour} selected={hour === value}>{t.hours(number(hour, 0))}</option>)}</select>}
    </Field>
  );
}

export function Wishes({ mine }: { mine: Signal<PreferenceView> }) {
  const t = noticesWords().wishes, wished = useSignal(mine.peek()), rounds = useSignal(0), submit = useSubmit(FIELDS), now = wished.value, isSending = submit.state.value === 'sending';
  const wish = (changes: Partial<PreferenceView>) => {
    wished.value = { ...wished.value, ...changes };
    rounds.value = 0;
  };
  const send = async (event: Event) => {
    event.preventDefault();
    const { mail_low, mail_normal, mail_high, rhythm, daily_hour, quiet_from, quiet_to, language } = wished.value;
    const saved = await submit.send([], () => call('POST /notices/preferences', { mail_low, mail_normal, mail_high, rhythm, daily_hour, quiet_from, quiet_to, language }));
    if (!saved) return;
    mine.value = saved;
    rounds.value++;
  };
  return (
    <form class="form" noValidate onSubmit={(event) => void send(event)} aria-labelledby="wishes-title">
      <h3 id="wishes-title">{t.title}</h3>
      <ErrorSummary wrongs={submit.wrongs.value} attempt={submit.attempt.value} />
      <ChoiceCards id="rhythm" label={t.rhythm} isWide chosen={now.rhythm} choose={(value) => wish({ rhythm: RHYTHMS.find((one) => one === value) ?? 'daily' })} choices={RHYTHMS.map((one) => ({ value: one, label: t.rhythms[one], hint: t.rhythmHints[one] }))} />
      {now.rhythm === 'daily' && <div class="hours"><Hour id="daily_hour" label={t.hour} value={now.daily_hour} change={(daily_hour) => wish({ daily_hour })} /></div>}
      {now.rhythm !== 'never' && (
        <>
          <fieldset class="field">
            <legend class="label">{t.urgency}</legend>
            {URGENCIES.map(([name, word]) => <label key={name} class="wish"><input type="checkbox" id={name} checked={now[name]} onChange={(event) => wish({ [name]: event.currentTarget.checked })} />{t[word]}</label>)}
          </fieldset>
          <fieldset class="field" aria-describedby="quiet-hint">
            <legend class="label">{t.quiet}</legend>
            <p class="hint" id="quiet-hint">{t.quietHint} <a href="/lich">{t.calendar}</a></p>
            <div class="hours">
              <Hour id="quiet_from" label={t.from} value={now.quiet_from} change={(quiet_from) => wish({ quiet_from })} />
              <Hour id="quiet_to" label={t.to} value={now.quiet_to} change={(quiet_to) => wish({ quiet_to })} />
            </div>
          </fieldset>
          <ChoiceCards id="language" label={t.language} isWide chosen={now.language} choose={(value) => wish({ language: LANGUAGES.find((one) => one === value) ?? 'vi' })} choices={LANGUAGES.map((one) => ({ value: one, label: t.languages[one] }))} />
        </>
      )}
      <SendTrouble state={submit.state.value} lostText={noticesWords().lost} />
      {rounds.value > 0 && <Notice key={rounds.value} tone="good" icon={check} title={t.done} takesFocus />}
      <p class="buttons"><button type="submit" class="button" disabled={isSending}>{isSending ? t.going : t.go}</button></p>
    </form>
  );
}
