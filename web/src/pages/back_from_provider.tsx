// Back from a provider of identities: what it says is checked, then one is signed in, or asked before anything is linked.
// SPDX-License-Identifier: Apache-2.0
import alert from 'icon:triangle-alert';
import hourglass from 'icon:hourglass';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { call, said, titleOf, type Answer, type Problem } from '../api/client';
import type { IdentityNext, IdentityView, Me } from '../api/types';
import { setQuery } from '../lib/address';
import { keepMe } from '../lib/person';
import { returnPath, startPage } from '../lib/return_path';
import { placeOf } from '../rooms/people/provider_button';
import { ErrorSummary } from '../ui/error_summary';
import { Frame } from '../ui/frame';
import { Notice } from '../ui/notice';
import { SendTrouble } from '../ui/save_state';
import { useSubmit } from '../ui/submit';
import { providersWords } from '../words/vi/providers';

const HERE = '/dang-nhap/oidc', SIGN_IN = '/dang-nhap', LINK_FIRST = '/problems/people/link-first', SAID_MAX = 300;

interface Brought {
  state: string;
  code: string;
  iss: string;
  error: string;
  error_description: string;
}

/** Read before anything else and taken out of the address: a code is nothing to keep in a history. */
function takeBrought(): Brought | null {
  const values = new URLSearchParams(location.search), value = (name: string): string => (values.get(name) ?? '').slice(0, 2000);
  if (!values.has('state')) return null;
  setQuery(Object.fromEntries([...values.keys()].map((name) => [name, ''])), { replaces: true });
  return { state: value('state'), code: value('code'), iss: value('iss'), error: value('error').slice(0, SAID_MAX), error_description: value('error_description').slice(0, SAID_MAX) };
}

async function askMe(): Promise<Me | null> {
  const answer = await call('GET /people/me', {});
  return answer.isFine && answer.data.stage !== '' ? answer.data : null;
}

/** A session may still lack its second step: then the sign-in page goes on with it. */
async function goOn(next: string): Promise<void> {
  const person = await askMe(), wanted = returnPath(next, location.origin);
  if (person?.stage === 'full') {
    keepMe(person);
    location.replace(wanted && wanted !== '/' ? wanted : startPage(person));
  } else {
    location.replace(wanted && wanted !== '/' ? `${SIGN_IN}?next=${encodeURIComponent(wanted)}` : SIGN_IN);
  }
}

interface ChoiceProps {
  identity: IdentityView;
  person: Me | null;
}

/** Consent, in so many words: who there, which account here, what it means. */
function Choice({ identity, person }: ChoiceProps) {
  const t = providersWords().back, place = placeOf(identity), submit = useSubmit([]), isSending = submit.state.value === 'sending';
  const send = async (ask: () => Promise<Answer<IdentityNext>>) => {
    const answer = await submit.send([], ask);
    if (answer) await goOn(answer.next);
  };
  const drop = async () => {
    await call('POST /people/identity/drop', {});
    location.replace(person ? '/tai-khoan' : SIGN_IN);
  };
  const refuse = <button type="button" class="link" onClick={() => void drop()}>{t.refuse}</button>;
  return (
    <>
      <ErrorSummary wrongs={submit.wrongs.value} attempt={submit.attempt.value} />
      {identity.name !== '' && <p class="identity-name">{t.as(identity.name)}</p>}
      {person ? (
        <>
          <p>{t.account(person.name, person.username)}</p>
          <p class="quiet">{t.means(place)}</p>
          <SendTrouble state={submit.state.value} lostText={providersWords().links.lost} />
          <p class="buttons"><button type="button" class="button" disabled={isSending} onClick={() => void send(() => call('POST /people/identity/link', {}))}>{isSending ? t.linking : t.link}</button>{refuse}</p>
        </>
      ) : (
        <>
          <p class="quiet">{t.first}</p>
          <p class="buttons"><a class="button" href={`${SIGN_IN}?next=${encodeURIComponent(HERE)}`}>{t.signIn}</a>{refuse}</p>
          {identity.may_make && (
            <div class="make-account">
              <h2>{t.makeTitle}</h2>
              <p class="quiet">{t.makeText}</p>
              <SendTrouble state={submit.state.value} lostText={providersWords().links.lost} />
              <p class="buttons"><button type="button" class="button is-quiet" disabled={isSending} onClick={() => void send(() => call('POST /people/identity/account', {}))}>{isSending ? t.making : t.make}</button></p>
            </div>
          )}
        </>
      )}
    </>
  );
}

function WayOn({ person }: { person: Me | null }) {
  const t = providersWords().back;
  return <p class="buttons"><a class="button" href={person ? '/tai-khoan' : SIGN_IN}>{person ? t.accountPage : t.again}</a></p>;
}

/** Nobody is on his way: it took too long, or was finished elsewhere. */
function Over({ person }: { person: Me | null }) {
  const t = providersWords().back;
  return (
    <>
      <p>{t.over}</p>
      <WayOn person={person} />
    </>
  );
}

function Refused({ problem, person }: { problem: Problem; person: Me | null }) {
  return (
    <>
      <Notice tone="bad" icon={alert} title={titleOf(problem)} takesFocus><p>{said(problem)}</p></Notice>
      <WayOn person={person} />
    </>
  );
}

interface Found {
  identity: IdentityView | null;
  problem: Problem | null;
  person: Me | null;
}

/** null: it goes on to another page. */
async function find(brought: Brought | null): Promise<Found | null> {
  if (brought) {
    const answer = await call('POST /people/providers/callback', brought);
    if (answer.isFine) {
      await goOn(answer.data.next);
      return null;
    }
    if (answer.problem.type !== LINK_FIRST) return { identity: null, problem: answer.problem, person: await askMe() };
  }
  const [asked, person] = await Promise.all([call('GET /people/identity', {}), askMe()]), full = person?.stage === 'full' ? person : null;
  if (!asked.isFine) return { identity: null, problem: asked.problem, person: full };
  return { identity: asked.data.provider === '' ? null : asked.data, problem: null, person: full };
}

export function BackFromProviderPage() {
  const t = providersWords().back, found = useSignal<Found | null>(null);
  useEffect(() => {
    void find(takeBrought()).then((what) => {
      found.value = what;
    });
  }, []);
  const { identity = null, problem = null, person = null } = found.value ?? {};
  const title = identity ? (person ? t.ask(placeOf(identity)) : t.unknown(placeOf(identity))) : t.title;
  return (
    <Frame here="other" title={title} hasSearch={false}>
      <div class="sign-in">
        <div class="sign-in-hills" aria-hidden="true" />
        <div class="within is-alone">
          <section class="sign-in-card" aria-labelledby="back-title">
            <h1 id="back-title">{title}</h1>
            {identity && <Choice identity={identity} person={person} />}
            {problem && <Refused problem={problem} person={person} />}
            {found.value && !identity && !problem && <Over person={person} />}
            {!found.value && <Notice tone="known" icon={hourglass} title={t.working}><p>{t.workingText}</p></Notice>}
          </section>
        </div>
      </div>
    </Frame>
  );
}
