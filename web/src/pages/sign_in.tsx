// Signing in, and back to where one came from.
// SPDX-License-Identifier: Apache-2.0
import clock from 'icon:clock';
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { call, said, titleOf, type Answer, type Problem } from '../api/client';
import type { Me } from '../api/types';
import { query } from '../lib/address';
import { listed } from '../lib/format';
import { useLoaded } from '../lib/loaded';
import { keepMe, me, signOut } from '../lib/person';
import { returnPath, startPage } from '../lib/return_path';
import { AuthenticatorSetUp } from '../rooms/people/authenticator';
import { ConfirmPerson } from '../rooms/people/confirm_person';
import { PasskeySignIn } from '../rooms/people/passkey_sign_in';
import { PasskeyAdd } from '../rooms/people/passkeys';
import { roleWord } from '../rooms/people/roles';
import { Providers } from '../rooms/people/providers';
import { SecondStep } from '../rooms/people/second_step';
import { ErrorSummary, wrongOf, type Wrong } from '../ui/error_summary';
import { Field } from '../ui/field';
import { Frame } from '../ui/frame';
import { Notice } from '../ui/notice';
import { PasswordField } from '../ui/password_field';
import { SendTrouble } from '../ui/save_state';
import { useSubmit } from '../ui/submit';
import { accountWords } from '../words/vi/account';
import { passkeysWords } from '../words/vi/passkeys';
import { signInWords } from '../words/vi/sign_in';

const next = (): string | null => returnPath(query.value.next, location.origin);
const destination = (person: Me): string => next() ?? startPage(person);

function wrongsOf(username: string, password: string): Wrong[] {
  const t = signInWords(), found: Wrong[] = [];
  if (username.trim() === '') found.push({ field: 'username', text: t.usernameMissing });
  if (password === '') found.push({ field: 'password', text: t.passwordMissing });
  return found;
}

const TOO_MANY = 429, FORBIDDEN = 403, WRONG = 401, INVALID = 400;

/** Elsewhere 401 means that the session is over; here, that the name or the password is wrong. */
async function ask(username: string, password: string): Promise<Answer<Me>> {
  const answer = await call('POST /people/sign-in', { username, password });
  return !answer.isFine && answer.problem.status === WRONG ? { isFine: false, problem: { ...answer.problem, status: INVALID } } : answer;
}

/** `taken` gets whoever the password was right for, however far his session has come. */
function Form({ taken }: { taken: (person: Me) => void }) {
  const t = signInWords(), username = useSignal(''), password = useSignal(''), submit = useSubmit(['username', 'password']), wait = useSignal<Problem | null>(null);
  const wrongs = submit.wrongs.value, isSending = submit.state.value === 'sending';
  const send = async (event: Event) => {
    event.preventDefault();
    wait.value = null;
    const person = await submit.send(wrongsOf(username.value, password.value), () => ask(username.value.trim(), password.value), (problem) => {
      const isTold = problem.status === TOO_MANY || problem.status === FORBIDDEN;
      if (isTold) wait.value = problem;
      return isTold;
    });
    if (person) taken(person);
  };
  return (
    <form class="form sign-in-form" noValidate onSubmit={(event) => void send(event)}>
      <ErrorSummary wrongs={wrongs} attempt={submit.attempt.value} />
      {wait.value && <Notice tone="warn" icon={clock} title={titleOf(wait.value)} takesFocus><p>{said(wait.value)}</p></Notice>}
      <Field id="username" label={t.username} wrong={wrongOf(wrongs, 'username')}>
        {(ties) => <input {...ties} type="text" value={username.value} maxLength={80} autocomplete="username" autocapitalize="none" spellcheck={false} onInput={(event) => { username.value = event.currentTarget.value; }} />}
      </Field>
      <PasswordField id="password" label={t.password} wrong={wrongOf(wrongs, 'password')} value={password.value} change={(value) => { password.value = value; }} autocomplete="current-password" />
      <SendTrouble state={submit.state.value} lostText={t.lost} />
      <button type="submit" class="button" disabled={isSending}>{isSending ? t.going : t.go}</button>
      {next() && <p class="hint">{t.back}</p>}
    </form>
  );
}

/** Who is signed in already may go on, or let another person in. */
function Already({ person }: { person: Me }) {
  const t = signInWords();
  return (
    <div class="already">
      <p>{t.already(person.name)} <a href={destination(person)}>{t.goOn}</a></p>
      <p class="hint">{t.another}</p>
    </div>
  );
}

interface StepProps {
  person: Me;
  go: (person: Me) => void;
}

/** The first second factor: an authenticator, or a passkey where the site has them. */
function SetUp({ go }: Pick<StepProps, 'go'>) {
  const { data } = useLoaded('GET /people/passkeys/offer', {}), p = passkeysWords();
  const done = () => void askMe().then((fresh) => { if (fresh) go(fresh); });
  return (
    <>
      {data?.is_on && <h2>{accountWords().authenticator.title}</h2>}
      <AuthenticatorSetUp done={done} />
      {data?.is_on && <><p class="or-line"><span>{p.or}</span></p><h2>{p.title}</h2><p>{p.lead}</p><PasskeyAdd done={done} /></>}
    </>
  );
}

/** What still lies between a session and its work: by the stage that the server says it is at. */
function Step({ person, go }: StepProps) {
  const t = accountWords(), p = passkeysWords(), hasPasskey = person.factors.includes('passkey');
  if (person.stage === 'second') return <>{hasPasskey && <PasskeySignIn purpose="second_step" label={p.secondStep} done={go} or="below" />}<SecondStep factors={person.factors} done={go} /></>;
  if (person.stage === 'locked') return <><ConfirmPerson username={person.username} go={t.locked.go} going={t.locked.going} done={go} />{hasPasskey && <PasskeySignIn purpose="confirm" label={p.unlock} done={go} />}</>;
  return person.stage === 'enrol' ? <SetUp go={go} /> : null;
}

function secondLead({ factors }: Me): string {
  if (!factors.includes('passkey')) return accountWords().second.lead;
  return factors.includes('totp') ? passkeysWords().secondLeadBoth : passkeysWords().secondLead;
}

function headOf(person: Me | null): [string, string] {
  const t = accountWords();
  if (person?.stage === 'second') return [t.second.title, secondLead(person)];
  if (person?.stage === 'locked') return [t.locked.title, t.locked.lead(person.name)];
  if (person?.stage === 'enrol') return [t.enrol.title, t.enrol.lead(listed(person.roles.map((one) => roleWord(one.role))))];
  return [signInWords().title, signInWords().lead];
}

async function askMe(): Promise<Me | null> {
  const answer = await call('GET /people/me', {});
  return answer.isFine ? answer.data : null;
}

function Help({ person }: { person: Me | null }) {
  const first = signInWords().help, second = accountWords().second.help;
  const isSecond = person?.stage === 'second' || person?.stage === 'enrol', hasPasskey = person?.factors.includes('passkey') ?? false;
  const hasDigits = !hasPasskey || person?.factors.includes('totp');
  const ofSecond = [...(hasPasskey ? [passkeysWords().secondHelp] : []), ...(hasDigits ? [second.clock, second.phone] : []), second.none];
  const lines = isSecond ? ofSecond : [first.typing, first.forgot, first.shared];
  return (
    <section class="sign-in-help" aria-labelledby="help">
      <h2 id="help">{isSecond && hasDigits ? second.title : first.title}</h2>
      <ul>{lines.map((line) => <li key={line}>{line}</li>)}</ul>
    </section>
  );
}

export function SignInPage() {
  const now = useSignal<Me | null>(null), person = now.value, stage = person?.stage ?? '', isOnTheWay = stage !== '' && stage !== 'full';
  const [title, lead] = headOf(person), card = useRef<HTMLHeadingElement>(null);
  const take = (fresh: Me) => {
    if (fresh.stage === 'full') {
      keepMe(fresh);
      location.assign(destination(fresh));
    }
    now.value = fresh;
  };
  const leave = async () => {
    if (stage === 'locked') await signOut();
    else if ((await call('POST /people/sign-out', {})).isFine) now.value = null;
  };
  useEffect(() => {
    void askMe().then((fresh) => {
      keepMe(fresh?.stage === 'full' ? fresh : null);
      now.value = fresh;
    });
  }, []);
  useEffect(() => {
    if (isOnTheWay) card.current?.focus();
  }, [stage]);
  return (
    <Frame here="other" title={title} hasSearch={false}>
      <div class="sign-in">
        <div class="sign-in-hills" aria-hidden="true" />
        <div class="within">
          <section class="sign-in-card" aria-labelledby="sign-in-title">
            <h1 id="sign-in-title" ref={card} tabIndex={-1}>{title}</h1>
            <p class="quiet">{lead}</p>
            {me.value && <Already person={me.value} />}
            {person && isOnTheWay ? <Step key={stage} person={person} go={take} /> : <><Form taken={take} /><PasskeySignIn purpose="sign_in" label={passkeysWords().signIn} done={take} /><Providers next={next()} /></>}
            {isOnTheWay && <p><button type="button" class="link" onClick={() => void leave()}>{stage === 'locked' ? accountWords().locked.other : accountWords().second.startOver}</button></p>}
          </section>
          <Help person={person} />
        </div>
      </div>
    </Frame>
  );
}
