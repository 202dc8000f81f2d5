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

export const site = JSON.parse(document.getElementById('site')?.textContent ?? '{}') as Site;

/** In the middle of a sentence: `tỉnh Tuyên Quang`. */
export const place = (): string => (language.value === 'en' ? site.place_en : site.place);
export const contact = (): string => (language.value === 'en' ? site.contact_en : site.contact);
