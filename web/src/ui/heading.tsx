// Headings of something that is a page of its own, or stands within another page: one level deeper there.
// SPDX-License-Identifier: Apache-2.0
import { createContext, type ComponentChildren } from 'preact';
import { useContext } from 'preact/hooks';

/** true: within a page that has its own h1. */
export const IsWithin = createContext(false);

interface Props {
  id?: string;
  class?: string;
  children: ComponentChildren;
}

/** Takes the focus when the thing is opened within a page. */
export function MainHeading({ children, ...rest }: Props) {
  return useContext(IsWithin) ? <h2 tabIndex={-1} {...rest}>{children}</h2> : <h1 {...rest}>{children}</h1>;
}

export function PartHeading({ children, ...rest }: Props) {
  return useContext(IsWithin) ? <h3 {...rest}>{children}</h3> : <h2 {...rest}>{children}</h2>;
}
