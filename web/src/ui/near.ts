// Tells when a part of a page comes near the window: what few readers reach is not fetched for all.
// SPDX-License-Identifier: Apache-2.0
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';

const AHEAD = '600px';

/** Print takes everything. */
export function useNear<E extends Element>() {
  const box = useRef<E>(null), isNear = useSignal(false);
  useEffect(() => {
    const all = () => { isNear.value = true; };
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) all();
    }, { rootMargin: AHEAD });
    if (box.current) observer.observe(box.current);
    addEventListener('beforeprint', all);
    return () => {
      observer.disconnect();
      removeEventListener('beforeprint', all);
    };
  }, []);
  return { box, isNear: isNear.value };
}
