// One icon of lucide's, by its inner markup; decoration only: words stand beside it.
// SPDX-License-Identifier: Apache-2.0

interface Props {
  /** From `import x from 'icon:x'`: a constant of the build, never data. */
  of: string;
  size?: number;
}

export function Icon({ of, size = 20 }: Props) {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" dangerouslySetInnerHTML={{ __html: of }} />
  );
}
