// What this installation calls itself: settings of the server, written into every page.
// SPDX-License-Identifier: Apache-2.0
import { language } from './i18n';

interface Site {
  name: string;
  place: string;
  place_en: string;
  contact: string;
  contact_en: string;
  is_official: boolean;
}

const KEPT = 'banyan.site';

/** A page that opens without a network has none written into it: then what was known counts. */
function read(): Site {
  const written = document.getElementById('site')?.textContent;
  try {
    if (written) localStorage.setItem(KEPT, written);
    return JSON.parse(written ?? localStorage.getItem(KEPT) ?? '{}') as Site;
  } catch {
    return JSON.parse(written ?? '{}') as Site;
  }
}

export const site = read();

/** In the middle of a sentence: `tỉnh Tuyên Quang`. */
export const place = (): string => (language.value === 'en' ? site.place_en : site.place);
export const contact = (): string => (language.value === 'en' ? site.contact_en : site.contact);
