// tests/browser/checks - what must hold on every page, at every width, in both languages; each lists the faults.
// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { content } from '../harness/banyan.mjs';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** In a window as tall as the page: what sticks to the window's edge covers other things at each scroll. */
async function inTallWindow(page, look) {
  const size = page.viewportSize(), height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: size.width, height: Math.max(size.height, height) });
  await page.settled();
  const found = await look();
  await page.setViewportSize(size);
  return found;
}

export const axeFaults = (page) => inTallWindow(page, () => axeFound(page));

async function axeFound(page) {
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async (tags) => {
    const found = await axe.run(document, { runOnly: tags, resultTypes: ['violations'] });
    return found.violations.map(({ id, impact, nodes }) => ({
      id, impact, count: nodes.length, html: nodes[0].html.slice(0, 160), why: nodes[0].failureSummary.split('\n')[1],
    }));
  }, AXE_TAGS);
  return violations.map((one) => `${one.id} (${one.impact}) × ${one.count}: ${one.html} | ${one.why.trim()}`);
}

/** Nothing makes the page wider than the window, and no text is cut off at a box's edge. */
export const widthFaults = (page) => page.evaluate(() => {
  const faults = [], root = document.documentElement, wide = root.clientWidth;
  if (root.scrollWidth > wide) faults.push(`the page scrolls sideways: ${root.scrollWidth} > ${wide}`);

  const name = (one) => `<${one.localName} ${[...one.classList]}> ${one.textContent.trim()}`.slice(0, 90);
  const isRoot = (element) => !element || element === document.body || element === root;
  const isWithinScroll = (element) => !isRoot(element)
    && (getComputedStyle(element).overflowX !== 'visible' || isWithinScroll(element.parentElement));
  const isHeardOnly = (element, box) => box.width <= 1 || box.height <= 1 || element.closest('.unseen') !== null;
  /* Ornaments may stick out of a box that clips them, words may not. */
  const isText = (node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== '';
  const hasWords = (element) => [...element.childNodes].some(isText);
  const isCut = (element, edge) => {
    const box = element.getBoundingClientRect();
    return hasWords(element) && box.right > edge + 1 && element.checkVisibility() && !isHeardOnly(element, box);
  };

  for (const element of document.body.querySelectorAll('*')) {
    const box = element.getBoundingClientRect();
    if (isHeardOnly(element, box) || element.closest('svg *') || !element.checkVisibility()) continue;
    if (box.right > wide + 1 && !isWithinScroll(element.parentElement)) {
      faults.push(`sticks out by ${Math.round(box.right - wide)} px: ${name(element)}`);
    }
    const style = getComputedStyle(element), isClipped = ['hidden', 'clip'].includes(style.overflowX);
    if (!isClipped || style.textOverflow === 'ellipsis' || element.scrollWidth <= element.clientWidth + 1) continue;
    const parts = element.matches('input') ? [] : [element, ...element.querySelectorAll('*')];
    if (parts.some((one) => isCut(one, box.right))) faults.push(`cut off: ${name(element)}`);
  }
  return faults.slice(0, 8);
});

/** One h1, a title, the language, landmarks, the way past the head. */
export const structureFaults = (page, language) => page.evaluate((wanted) => {
  const faults = [], all = (selector) => [...document.querySelectorAll(selector)], { title } = document;
  const want = (is, what) => { if (!is) faults.push(what); };
  const told = (elements) => elements.map((one) => one.textContent.trim() || one.outerHTML.slice(0, 80)).join(' | ');

  const heads = all('h1'), main = all('main');
  want(heads.length === 1 && heads[0].textContent.trim() !== '', `one h1 with words: ${told(heads)}`);
  want(title.includes('Tuyên Quang') && !title.startsWith('–') && title.length > 14, `a title: ${title}`);
  want(document.documentElement.lang === wanted, `lang is ${document.documentElement.lang}`);
  want(main.length === 1 && main[0].id === 'main' && main[0].querySelector('h1'), 'one #main that holds the h1');
  want(all('header, [role="banner"]').length > 0, 'a head');
  want(all('nav').length > 0, 'a navigation');
  want(all('img:not([alt])').length === 0, 'pictures with words');

  const ids = all('[id]').map((one) => one.id), twice = ids.filter((id, i) => ids.indexOf(id) !== i);
  want(twice.length === 0, `ids that are there twice: ${twice.slice(0, 5).join(' ')}`);
  const stray = all('button').filter((one) => one.type === 'submit' && !one.form);
  want(stray.length === 0, `buttons that would send a form, of no form: ${told(stray)}`);
  const isMute = (one) => one.checkVisibility() && one.textContent.trim() === '' && !one.getAttribute('aria-label');
  const mute = all('a, button, summary').filter(isMute);
  want(mute.length === 0, `controls without words: ${told(mute)}`);
  return faults;
}, language);

/** One column of a file of the plan. */
function columnOf(file, column) {
  const bare = (cell) => cell.replace(/,$/, '').replace(/^"|"$/g, '');
  const cells = (row) => (row.match(/("([^"]|"")*"|[^,]*)(,|$)/g) ?? []).map(bare);
  const [head, ...rows] = readFileSync(join(content, file), 'utf8').trim().split('\n');
  const at = cells(head).indexOf(column);
  return rows.map((row) => cells(row)[at]).filter(Boolean);
}

const longestFirst = (list) => [...new Set(list)].sort((a, b) => b.length - a.length);

/** Proper names stay as they are on English pages (WCAG 3.1.2): of agencies, communes, the product. */
const PROPER = [
  ...columnOf('agencies.csv', 'name'), ...columnOf('agencies.csv', 'short_name'),
  ...columnOf('collectives.csv', 'name'), ...columnOf('places.csv', 'full_name'), ...columnOf('places.csv', 'name'),
  'Tuyên Quang', 'Cây Đa', 'Tiếng Việt',
];
/** Levels of indicators are quoted in English sentences; alone they are Vietnamese words like others. */
const LEVELS = columnOf('indicators.csv', 'levels').flatMap((list) => list.split(';'));

/** Words that a machine left behind; on English pages also Vietnamese that is not marked as such. */
export const wordFaults = (page, language, people = []) => page.evaluate(({ language, proper, levels }) => {
  const faults = [], attributes = ['aria-label', 'title', 'placeholder', 'alt', 'href'];
  const machine = /\b(undefined|NaN|null|Infinity|Invalid Date)\b|\[object|\bfunction\b ?\(|=>|\{\w*\}|‹/;
  const marked = /[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/iu;
  const titled = /\d+(-[A-ZĐ]+)?\/(\d+\/)?[A-ZĐ]+(-[A-ZĐ]+)*|\S+\.(pdf|csv|xlsx|docx|png)/g;
  const without = (names, text) => names.reduce((rest, name) => rest.replaceAll(name, ''), text);
  const isEnglish = (text) => {
    const bare = without(proper, text.replace(titled, '')), unquoted = without(levels, bare);
    return !marked.test(bare) || (!marked.test(unquoted) && /[a-z]{2,}/i.test(unquoted));
  };
  const isMarked = (element) => element.closest('[lang]:not(html)')?.getAttribute('lang').startsWith('vi');

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent.trim(), element = node.parentElement;
    if (text === '' || element.closest('script, style, noscript')) continue;
    if (machine.test(text)) faults.push(`left by a machine: ${text.slice(0, 100)}`);
    if (language === 'en' && marked.test(text) && !isMarked(element) && !isEnglish(text)) {
      faults.push(`Vietnamese in English: ${text.slice(0, 100)}`);
    }
  }
  for (const element of document.querySelectorAll('*')) {
    for (const name of attributes.filter((one) => element.hasAttribute(one))) {
      const text = decodeURIComponent(element.getAttribute(name).replace(/%(?![0-9a-f]{2})/gi, '%25'));
      if (machine.test(text)) faults.push(`left by a machine in ${name}: ${text.slice(0, 100)}`);
    }
    for (const name of ['aria-describedby', 'aria-labelledby']) {
      const ids = (element.getAttribute(name) ?? '').split(/\s+/).filter(Boolean);
      faults.push(...ids.filter((id) => !document.getElementById(id)).map((id) => `${name} points nowhere: ${id}`));
    }
  }
  return [...new Set(faults)].slice(0, 8);
}, { language, proper: longestFirst([...people, ...PROPER]), levels: longestFirst(LEVELS) });

/** Where the page's links lead within the house: addresses without the origin. */
export const linksOf = (page) => page.evaluate(() => [...document.querySelectorAll('a[href]')]
  .map((one) => new URL(one.getAttribute('href'), location.href))
  .filter((url) => url.origin === location.origin)
  .map((url) => url.pathname + url.search + url.hash));

/** Brings up what is drawn only when one scrolls to it. */
export async function reveal(page) {
  await page.evaluate(async () => { // what is fetched when it comes near must have been near
    const frame = () => new Promise(requestAnimationFrame);
    for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
      scrollTo(0, y);
      await frame();
      await frame();
    }
  });
  await page.settled();
  await page.evaluate(() => scrollTo(0, 0));
  await page.settled();
}
