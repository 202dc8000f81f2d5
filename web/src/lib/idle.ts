// Sessions that are locked when their person is away: what he does here is told to the server, and a page left alone goes to
// the page that unlocks. What a page does by itself does not count.
// SPDX-License-Identifier: Apache-2.0
import { call } from '../api/client';
import { signInHref } from './return_path';

const SIGNS = ['pointerdown', 'keydown', 'wheel'] as const;
const TELL_EVERY_MS = 60_000, LOOK_EVERY_MS = 5_000, MINUTE_MS = 60_000;

/** Gives what ends the watch. */
export function watchIdleness(minutes: number): () => void {
  let seen = Date.now(), told = 0;
  const tell = () => {
    told = Date.now();
    void call('POST /people/seen', {});
  };
  const sign = () => {
    seen = Date.now();
    if (seen - told >= TELL_EVERY_MS) tell();
  };
  const look = () => {
    if (Date.now() - seen >= minutes * MINUTE_MS) location.assign(signInHref());
  };
  tell(); // who opens a page is here
  for (const one of SIGNS) addEventListener(one, sign, { passive: true });
  const timer = setInterval(look, LOOK_EVERY_MS);
  return () => {
    for (const one of SIGNS) removeEventListener(one, sign);
    clearInterval(timer);
  };
}
