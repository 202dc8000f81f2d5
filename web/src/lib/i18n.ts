// Two languages without a library: Vietnamese is the source of the type, English must fit it and is fetched when asked for.
// SPDX-License-Identifier: Apache-2.0
import { signal } from '@preact/signals';

type English = typeof import('../words/en/english');
export type Language = 'vi' | 'en';

/** The shape of a dictionary: any text in place of the Vietnamese one. */
export type Widened<T> = T extends string
  ? string
  : T extends (...values: infer A) => string
    ? (...values: A) => string
    : { [K in keyof T]: Widened<T[K]> };

const KEPT = 'banyan.language';
export const language = signal<Language>('vi');
const english = signal<English | null>(null);

/** One area's words in the language of the moment; each area stands in its own file, so that bundles hold what they use. */
export function dictionary<N extends keyof English>(name: N, vietnamese: English[N]): () => English[N] {
  return () => (language.value === 'en' && english.value ? english.value[name] : vietnamese);
}

/** Stays with the language that it has when the other cannot be fetched. */
export async function setLanguage(wanted: Language): Promise<void> {
  if (wanted === 'en' && !english.value) english.value = (await import(ENGLISH_URL)) as English;
  language.value = wanted;
  document.documentElement.lang = wanted;
}

export async function chooseLanguage(wanted: Language): Promise<void> {
  await setLanguage(wanted);
  keep(wanted);
}

/** Storage may be forbidden: then the choice lasts for one page. */
function keep(wanted: Language): void {
  try {
    localStorage.setItem(KEPT, wanted);
  } catch {
    /* nothing is lost but the choice */
  }
}

export function keptLanguage(): Language {
  try {
    return localStorage.getItem(KEPT) === 'en' ? 'en' : 'vi';
  } catch {
    return 'vi';
  }
}
