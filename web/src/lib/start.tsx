// Starts a page: the language first, then the first drawing.
// SPDX-License-Identifier: Apache-2.0
import { render, type ComponentType } from 'preact';
import { watchAddress } from './address';
import { keptLanguage, setLanguage } from './i18n';

export async function start(App: ComponentType): Promise<void> {
  watchAddress();
  if (keptLanguage() === 'en') await setLanguage('en').catch(() => undefined); // without the dictionary the page is Vietnamese
  const app = document.getElementById('app');
  if (app) render(<App />, app);
}
