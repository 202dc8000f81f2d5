// The colours of the wall: dark on the screen, not on paper.
// SPDX-License-Identifier: Apache-2.0
import { useLayoutEffect } from 'preact/hooks';

export function useWallMode(isOn: boolean): void {
  useLayoutEffect(() => {
    if (!isOn) return undefined;
    const darken = () => { document.documentElement.dataset.mode = 'wall'; };
    const lighten = () => { delete document.documentElement.dataset.mode; };
    darken();
    addEventListener('beforeprint', lighten);
    addEventListener('afterprint', darken);
    return () => {
      lighten();
      removeEventListener('beforeprint', lighten);
      removeEventListener('afterprint', darken);
    };
  }, [isOn]);
}
