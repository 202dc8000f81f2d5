// Always in sight under a form: is it kept here, on the server, or refused; and what to do when it could not be sent.
// SPDX-License-Identifier: Apache-2.0
import check from 'icon:check';
import cloudOff from 'icon:cloud-off';
import clock from 'icon:clock';
import lock from 'icon:lock';
import alert from 'icon:triangle-alert';
import wifi from 'icon:wifi';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { clock as time } from '../lib/format';
import { signInHref } from '../lib/return_path';
import { formsWords } from '../words/vi/forms';
import { staffWords } from '../words/vi/staff';
import type { Draft } from './draft';
import { Icon } from './icon';
import { Notice } from './notice';
import type { SendState, Submit } from './submit';

function words(state: SendState, keptAt: string | null, isKept: boolean): [string, string, string] {
  const t = formsWords();
  if (state === 'sending') return ['known', clock, t.sending];
  if (state === 'signed_out') return ['warn', lock, t.signedOut];
  if (state === 'lost') return ['warn', cloudOff, isKept ? t.lost : t.lostUnkeptShort];
  if (state === 'refused') return ['bad', alert, t.refused];
  if (!isKept) return ['warn', alert, t.unkept];
  return keptAt ? ['good', check, t.kept(time(keptAt))] : ['known', check, t.keptNothing];
}

export function SaveState<T>({ submit, draft }: { submit: Submit; draft: Draft<T> }) {
  const [tone, icon, text] = words(submit.state.value, draft.keptAt.value, draft.isKept.value);
  return <p class={`save-state is-${tone}`} role="status"><Icon of={icon} size={18} />{text}</p>;
}

interface TroubleProps {
  state: SendState;
  /** What it means for what was being sent. */
  lostText: string;
}

/** Stands right above the button, and comes into sight by itself. */
export function SendTrouble(props: TroubleProps) {
  const box = useRef<HTMLDivElement>(null), isTrouble = props.state === 'lost' || props.state === 'back' || props.state === 'signed_out';
  useLayoutEffect(() => box.current?.scrollIntoView({ block: 'nearest' }), [props.state]);
  return isTrouble ? <div ref={box} class="send-trouble"><Trouble {...props} /></div> : null;
}

function Trouble({ state, lostText }: TroubleProps) {
  const t = formsWords(), over = staffWords().sessionOver;
  if (state === 'signed_out') {
    return (
      <Notice tone="warn" icon={lock} title={over.title}>
        <p>{over.text}</p>
        <p class="buttons"><a class="button" href={signInHref()}>{over.again}</a></p>
      </Notice>
    );
  }
  if (state === 'back') return <Notice tone="good" icon={wifi} title={t.backTitle}><p>{t.backText}</p></Notice>;
  return <Notice tone="warn" icon={cloudOff} title={t.lostTitle}><p>{lostText} {t.waitingBack}</p></Notice>;
}
