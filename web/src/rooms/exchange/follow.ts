// What goes through the exchange right now, by the server's event stream; the browser asks again by itself.
// SPDX-License-Identifier: Apache-2.0
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { MessageRow } from '../../api/types';

const STREAM = '/api/v1/exchange/live', SHOWN_MAX = 50, LOST_AFTER = 3, AGAIN_MS = 5_000;

export interface Live {
  /** The newest first. */
  messages: readonly MessageRow[];
  isLost: boolean;
}

/** One that is told again, as when its answer has come, takes its own place. */
function withOne(messages: readonly MessageRow[], one: MessageRow): readonly MessageRow[] {
  const others = messages.filter((each) => each.exchange !== one.exchange);
  return [...others, one].sort((a, b) => (a.exchange < b.exchange ? 1 : -1)).slice(0, SHOWN_MAX);
}

/** A stream that ends is no trouble, three in a row that do not begin are. */
export function useLive(): Live {
  const live = useSignal<Live>({ messages: [], isLost: false });
  useEffect(() => {
    let source: EventSource | null = null, timer = 0, failures = 0;
    const open = () => {
      source = new EventSource(STREAM);
      source.onopen = () => {
        failures = 0;
        if (live.value.isLost) live.value = { ...live.value, isLost: false };
      };
      source.onmessage = (event: MessageEvent<string>) => {
        live.value = { ...live.value, messages: withOne(live.value.messages, JSON.parse(event.data) as MessageRow) };
      };
      source.onerror = () => {
        const isOver = source?.readyState === EventSource.CLOSED; // an answer that is no stream: the browser gives up
        failures = isOver ? LOST_AFTER : failures + 1;
        if (failures >= LOST_AFTER) live.value = { ...live.value, isLost: true };
        if (isOver) timer = window.setTimeout(open, AGAIN_MS);
      };
    };
    open();
    return () => {
      window.clearTimeout(timer);
      source?.close();
    };
  }, []);
  return live.value;
}
