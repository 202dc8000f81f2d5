// What was loaded last stays on the page when loading it anew fails: a form does not vanish with the network.
// SPDX-License-Identifier: Apache-2.0
import { useRef } from 'preact/hooks';
import type { Loaded } from '../lib/loaded';

export function useLastGood<T>(loaded: Loaded<T>): T | null {
  const last = useRef<T | null>(null);
  if (loaded.data) last.current = loaded.data;
  return last.current;
}
