// Is there room for two columns beside the frame?
// SPDX-License-Identifier: Apache-2.0
import { useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';

/** As `.inbox` in styles/inbox.css has it. */
const WIDE = '(min-width: 80rem)';

export function useWide(): boolean {
  const asked = useMemo(() => matchMedia(WIDE), []), isWide = useSignal(asked.matches);
  useEffect(() => {
    const update = () => { isWide.value = asked.matches; };
    asked.addEventListener('change', update);
    return () => asked.removeEventListener('change', update);
  }, []);
  return isWide.value;
}
