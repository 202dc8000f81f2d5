// The rest of a long list, folded away on the screen; on paper nothing is.
// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

export function Rest({ word, children }: { word: string; children: ComponentChildren }) {
  const box = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const rest = box.current;
    if (!rest) return;
    let wasOpen = false;
    /* at once: the paper does not wait until the page is drawn anew */
    const open = () => {
      wasOpen = rest.open;
      rest.open = true;
    };
    const restore = () => { rest.open = wasOpen; };
    addEventListener('beforeprint', open);
    addEventListener('afterprint', restore);
    return () => {
      removeEventListener('beforeprint', open);
      removeEventListener('afterprint', restore);
    };
  }, []);
  return <details ref={box} class="money-communes"><summary>{word}</summary>{children}</details>;
}
