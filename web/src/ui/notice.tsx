// Something to know before going on: what was returned, what waits, what changed, what was done.
// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { PartHeading } from './heading';
import { Icon } from './icon';

export type Tone = 'good' | 'known' | 'warn' | 'bad';

interface Props {
  tone: Tone;
  icon: string;
  title: string;
  children?: ComponentChildren;
  /** Takes the focus when it appears: what the reader waited for stands here. */
  takesFocus?: boolean;
  /** It stands for a part of the page, so its title is a heading. */
  isPart?: boolean;
  id?: string;
}

export function Notice({ tone, icon, title, children, takesFocus = false, isPart = false, id }: Props) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (takesFocus) box.current?.focus();
  }, []);
  return (
    <div ref={box} id={id} class={`notice is-${tone}`} role={tone === 'bad' ? 'alert' : takesFocus ? undefined : 'status'} tabIndex={takesFocus || id ? -1 : undefined}>
      <Icon of={icon} size={22} />
      <div>
        {isPart ? <PartHeading class="notice-title">{title}</PartHeading> : <p class="notice-title">{title}</p>}
        {children}
      </div>
    </div>
  );
}
