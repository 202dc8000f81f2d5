// tests/browser/checks - what must hold on every page, at every width and in both languages; each gives the list of what does not.
// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { content } from '../harness/banyan.mjs';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export async function axeFaults(page) {
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async (tags) => (await axe.run(document, { runOnly: tags, resultTypes: ['violations'], elementRef: false })).violations, AXE_TAGS);
  return violations.map((one) => `${one.id} (${one.impact}) × ${one.nodes.length}: ${one.nodes[0].html.slice(0, 160)} | ${one.nodes[0].failureSummary?.split('\n')[1]?.trim() ?? ''}`);
}

/** Nothing makes the page wider than the window, and no text is cut off at a box's edge. */
export const widthFaults = (page) => page.evaluate(() => {
  const faults = [], wide = document.documentElement.clientWidth;
  const name = (element) => `<${element.localName} class="${element.getAttribute('class') ?? ''}"> ${(element.textContent ?? '').trim().slice(0, 50)}`;
  const scrolls = (element) => element && element !== document.body && element !== document.documentElement && (getComputedStyle(element).overflowX !== 'visible' || scrolls(element.parentElement));
  if (document.documentElement.scrollWidth > wide) faults.push(`the page scrolls sideways: ${document.documentElement.scrollWidth} > ${wide}`);
  for (const element of document.body.querySelectorAll('*')) {
    const box = element.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1 || !element.checkVisibility() || element.closest('.unseen, svg *')) continue; // of no size: for who hears the page
    if (box.right > wide + 1 && !scrolls(element.parentElement)) faults.push(`sticks out by ${Math.round(box.right - wide)} px: ${name(element)}`);
    const style = getComputedStyle(element), isClipped = ['hidden', 'clip'].includes(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
    if (!isClipped || style.textOverflow === 'ellipsis' || element.matches('input')) continue;
    const hasWords = (part) => [...part.childNodes].some((one) => one.nodeType === Node.TEXT_NODE && one.data.trim() !== ''); // ornaments may stick out
    if ([element, ...element.querySelectorAll('*')].some((part) => hasWords(part) && part.checkVisibility() && !part.closest('.unseen') && part.getBoundingClientRect().right > box.right + 1)) faults.push(`cut off: ${name(element)}`);
  }
  return faults.slice(0, 8);
});

/** One h1, a title, the language, landmarks, the way past the head. */
export const structureFaults = (page, language) => page.evaluate((language) => {
  const faults = [], count = (selector) => document.querySelectorAll(selector).length;
  const want = (is, what) => { if (!is) faults.push(what); };
  const heads = [...document.querySelectorAll('h1')];
  want(heads.length === 1 && heads[0].textContent.trim().length > 1, `one h1 with words: ${heads.map((one) => one.textContent).join(' | ')}`);
  want(document.title.includes('Tuyên Quang') && !document.title.startsWith('–') && document.title.length > 14, `a title: ${document.title}`);
  want(document.documentElement.lang === language, `lang is ${document.documentElement.lang}`);
  want(count('main') === 1 && count('main h1') === 1, `one main that holds the h1: ${count('main')}`);
  want(document.querySelector('main')?.id === 'main', 'main can be reached by the skip link');
  want(count('header, [role="banner"]') >= 1, 'a head');
  want(count('nav') >= 1, 'a navigation');
  want([...document.querySelectorAll('img')].every((one) => one.hasAttribute('alt')), 'every picture has its words');
  const ids = [...document.querySelectorAll('[id]')].map((one) => one.id), twice = ids.filter((id, i) => ids.indexOf(id) !== i);
  want(twice.length === 0, `ids that are there twice: ${twice.slice(0, 5).join(' ')}`);
  const unmarked = [...document.querySelectorAll('button')].filter((one) => one.type === 'submit' && !one.form);
  want(unmarked.length === 0, `buttons of no form that would send one: ${unmarked.map((one) => one.textContent).join(' | ')}`);
  const empty = [...document.querySelectorAll('a, button, summary')].filter((one) => one.getClientRects().length > 0 && one.textContent.trim() === '' && !one.getAttribute('aria-label'));
  want(empty.length === 0, `controls without words: ${empty.map((one) => one.outerHTML.slice(0, 80)).join(' | ')}`);
  return faults;
}, language);

const names = (file, column) => {
  const [head, ...rows] = readFileSync(join(content, file), 'utf8').trim().split('\n');
  const at = head.split(',').indexOf(column);
  return rows.map((row) => (row.match(/("([^"]|"")*"|[^,]*)(,|$)/g) ?? [])[at]?.replace(/,$/, '').replace(/^"|"$/g, '')).filter(Boolean);
};

/** Proper names stay as they are on English pages (WCAG 3.1.2): of agencies, communes, the product. */
const PROPER = [...names('agencies.csv', 'name'), ...names('agencies.csv', 'short_name'), ...names('collectives.csv', 'name'), ...names('places.csv', 'full_name'), ...names('places.csv', 'name'), 'Tuyên Quang', 'Cây Đa', 'Tiếng Việt']
  .sort((a, b) => b.length - a.length);
/** Levels of indicators are quoted in English sentences; alone they are Vietnamese words like others. */
const LEVELS = names('indicators.csv', 'levels').flatMap((list) => list.split(';')).sort((a, b) => b.length - a.length);

/** Words that a machine left behind; on English pages also Vietnamese that is not marked as such. */
export const wordFaults = (page, language, people = []) => page.evaluate(({ language, proper, levels }) => {
  const faults = [], machine = /\bundefined\b|\bNaN\b|\[object|\bnull\b|\bfunction\b ?\(|=>|Invalid Date|\{\w*\}|‹|Infinity/;
  const marked = /[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/iu;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const without = (names, text) => names.reduce((rest, name) => rest.replaceAll(name, ''), text);
  const isEnglish = (text) => { // names, numbers of documents, files and quoted levels are not Vietnamese words
    const bare = without(proper, text.replace(/\d+(-[A-ZĐ]+)?\/(\d+\/)?[A-ZĐ]+(-[A-ZĐ]+)*|\S+\.(pdf|csv|xlsx|docx|png)/g, ''));
    return !marked.test(bare) || (!marked.test(without(levels, bare)) && /[a-z]{2,}/i.test(without(levels, bare)));
  };
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent.trim(), element = node.parentElement;
    if (text === '' || element.closest('script, style, noscript')) continue;
    if (machine.test(text)) faults.push(`left by a machine: ${text.slice(0, 100)}`);
    if (language === 'en' && marked.test(text) && !element.closest('[lang]:not(html)')?.lang.startsWith('vi') && !isEnglish(text)) faults.push(`Vietnamese in English: ${text.slice(0, 100)}`);
  }
  for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt], [href], [aria-describedby], [aria-labelledby], [aria-controls]')) {
    for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'href']) {
      const text = element.getAttribute(name);
      if (text !== null && machine.test(decodeURIComponent(text.replace(/%(?![0-9a-f]{2})/gi, '%25')))) faults.push(`left by a machine in ${name}: ${text.slice(0, 100)}`);
    }
    for (const name of ['aria-describedby', 'aria-labelledby']) {
      for (const id of (element.getAttribute(name) ?? '').split(/\s+/).filter(Boolean)) if (!document.getElementById(id)) faults.push(`${name} points nowhere: ${id}`);
    }
  }
  return [...new Set(faults)].slice(0, 8);
}, { language, proper: [...people, ...PROPER], levels: LEVELS });

/** Where the page's links lead within the house: addresses without the origin. */
export const linksOf = (page) => page.evaluate(() => [...document.querySelectorAll('a[href]')].map((one) => new URL(one.getAttribute('href'), location.href))
  .filter((url) => url.origin === location.origin).map((url) => url.pathname + url.search + url.hash));

/** Brings up what is drawn only when one scrolls to it. */
export async function reveal(page) {
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await page.settled();
  await page.evaluate(() => scrollTo(0, 0));
  await page.settled();
}
