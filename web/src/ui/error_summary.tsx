// All that is wrong with a form, on top of it: the focus goes there, each line leads to its place.
// SPDX-License-Identifier: Apache-2.0
import { useLayoutEffect, useRef } from 'preact/hooks';
import { number } from '../lib/format';
import { formsWords } from '../words/vi/forms';

/** `field` is the id of the box; '' when the fault belongs to none. */
export interface Wrong {
  field: string;
  text: string;
}

export const wrongOf = (wrongs: readonly Wrong[], field: string): string | undefined => wrongs.find((one) => one.field === field)?.text;

/** The fragment of the address belongs to the page's own views, so the link moves the focus itself. */
function goTo(event: Event, field: string): void {
  event.preventDefault();
  const box = document.getElementById(field);
  box?.focus();
  box?.closest('.field')?.scrollIntoView({ block: 'nearest' });
}

/** Likewise to a part of the page: its head is what is wanted. */
export function comeTo(event: Event, part: string): void {
  event.preventDefault();
  const box = document.getElementById(part);
  box?.focus({ preventScroll: true });
  (box?.closest('fieldset') ?? box)?.scrollIntoView({ block: 'start' });
}

interface Props {
  wrongs: readonly Wrong[];
  /** Counts the attempts to send: each moves the focus here. */
  attempt: number;
}

export function ErrorSummary({ wrongs, attempt }: Props) {
  const t = formsWords(), box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (wrongs.length > 0) box.current?.focus();
  }, [attempt]);
  if (wrongs.length === 0) return null;
  return (
    <div ref={box} class="error-summary" role="alert" tabIndex={-1}>
      <p class="label">{t.wrongs(number(wrongs.length, 0), wrongs.length)}</p>
      <ul>
        {wrongs.map((one) => (
          <li key={one.field + one.text}>{one.field ? <a href={`#${one.field}`} onClick={(event) => goTo(event, one.field)}>{one.text}</a> : one.text}</li>
        ))}
      </ul>
    </div>
  );
}
