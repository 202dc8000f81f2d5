// Where one goes after signing in: back to a page of this site, and of no other.
// SPDX-License-Identifier: Apache-2.0
import type { Me } from '../api/types';

const SIGN_IN = '/dang-nhap';

/** null: what was asked for is not a page of this site. */
export function returnPath(wanted: string | undefined, origin: string): string | null {
  if (!wanted?.startsWith('/')) return null;
  let url: URL;
  try {
    url = new URL(wanted, origin);
  } catch {
    return null;
  }
  const isHere = url.origin === origin && !url.pathname.startsWith('//');
  const isPage = url.pathname !== SIGN_IN && !url.pathname.startsWith('/api/');
  return isHere && isPage ? url.pathname + url.search + url.hash : null;
}

/** Without a page to return to: those who work here start with their work. */
export const startPage = (person: Me): string => (person.permissions.includes('strategy.work') ? '/viec' : '/');

/** The address of the sign-in that comes back to this page. */
export const signInHref = (): string => `${SIGN_IN}?next=${encodeURIComponent(location.pathname + location.search + location.hash)}`;
