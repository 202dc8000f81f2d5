// A document as a tree: what it sets, by section; any line can be pointed at from elsewhere by #item=CODE.
// SPDX-License-Identifier: Apache-2.0
import foldIcon from 'icon:chevrons-down-up';
import openIcon from 'icon:chevrons-up-down';
import download from 'icon:download';
import printer from 'icon:printer';
import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { call } from '../api/client';
import type { PlanDocument, PlanPage as Page } from '../api/types';
import { fragment, setFragment } from '../lib/address';
import { date, number } from '../lib/format';
import { BranchSection } from '../rooms/strategy/plan_branch';
import { Bases, DocumentFacts, DocumentSwitch, Duties } from '../rooms/strategy/plan_head';
import { itemId } from '../rooms/strategy/plan_rows';
import { Versions } from '../rooms/strategy/difference';
import { codesOf, contentsOf, fitting, treeOf, wayTo, type Branch } from '../rooms/strategy/plan_tree';
import { foldKeys, useFolds, type Folds } from '../ui/folds';
import { Frame } from '../ui/frame';
import { Icon } from '../ui/icon';
import { SampleBanner } from '../ui/sample';
import { Numbered } from '../ui/text';
import { commonWords } from '../words/vi/common';
import { planWords } from '../words/vi/plan';

/** Sections at the top are open, what they hold is listed; so is what lies within objectives, which are few. */
const firstOpen = (tree: readonly Branch[]): string[] => tree.flatMap((one) => [one.code, ...(one.kind === 'objectives' ? codesOf(one.branches) : [])]);

const holds = (page: Page, code: string): boolean =>
  [...page.sections, ...page.objectives, ...page.indicators, ...page.tasks].some((one) => one.code === code) || page.duties.some((one) => one.duty.code === code);

/** A link need not say which document its item is in: then the others are looked through. */
function useElsewhere(page: Page, code: string): 'found' | 'looking' | 'nowhere' {
  const isHere = code === '' || holds(page, code), state = useSignal<'looking' | 'nowhere'>('looking');
  useEffect(() => {
    if (isHere) return;
    let isWanted = true;
    const look = async () => {
      for (const other of page.documents) {
        if (other.code === page.document?.code) continue;
        const answer = await call('GET /strategy/plan', { document: other.code });
        if (!isWanted) return;
        if (answer.isFine && holds(answer.data, code)) return location.replace(`/ke-hoach?document=${encodeURIComponent(other.code)}#item=${encodeURIComponent(code)}`);
      }
      state.value = 'nowhere';
    };
    state.value = 'looking';
    void look();
    return () => {
      isWanted = false;
    };
  }, [code, isHere]);
  return isHere ? 'found' : state.value;
}

/** Opens what is around the item of the address, brings it into view and gives it the focus. */
function usePointed(tree: readonly Branch[], folds: Folds, code: string): void {
  const isDue = useRef(false), way = useMemo(() => (code === '' ? [] : wayTo(tree, code) ?? []), [code, tree]);
  const isOpen = way.every(folds.isOpen); // asked while drawing, so that opening draws the tree again
  useLayoutEffect(() => {
    if (code === '') return;
    isDue.current = true;
    folds.add(way);
  }, [code, tree]);
  useLayoutEffect(() => {
    const item = isDue.current && isOpen ? document.getElementById(itemId(code)) : null;
    if (!item || item.offsetParent === null) return; // it is not drawn yet: the next drawing comes here too
    isDue.current = false;
    item.scrollIntoView({ block: item.offsetHeight > innerHeight / 2 ? 'start' : 'center' });
    item.focus({ preventScroll: true });
  });
}

function Tools({ tree, folds, words, found, document }: { tree: readonly Branch[]; folds: Folds; words: string; found: number; document: string }) {
  const t = planWords().tree, of = `?document=${encodeURIComponent(document)}`;
  const type = (text: string) => setFragment({ q: text, item: '' }, { replaces: true });
  return (
    <div class="plan-tools">
      <div class="plan-find">
        <label for="find">{t.filter} <small class="quiet">({t.filterHint})</small></label>
        <div class="field-row">
          <input id="find" type="search" value={words} maxLength={100} autocomplete="off" spellcheck={false} onInput={(event) => type(event.currentTarget.value)} />
          {words !== '' && <button type="button" class="button is-quiet" onClick={() => type('')}>{t.clear}</button>}
        </div>
        <p class="quiet plan-found" role="status">{words.trim() !== '' && (found > 0 ? t.found(number(found, 0), found) : t.noneFound(words.trim()))}</p>
      </div>
      <div class="plan-folds">
        <p class="buttons">
          <button type="button" class="button is-quiet" onClick={() => folds.set(codesOf(tree))}><Icon of={openIcon} size={18} />{t.openAll}</button>
          <button type="button" class="button is-quiet" onClick={() => folds.set([])}><Icon of={foldIcon} size={18} />{t.foldAll}</button>
          <button type="button" class="button is-quiet" onClick={() => print()}><Icon of={printer} size={18} />{commonWords().print}</button>
          <a class="button is-quiet" href={`/api/v1/strategy/report.pdf${of}`}><Icon of={download} size={18} />{commonWords().reportPdf}</a>
          <a class="button is-quiet" href={`/api/v1/strategy/report.docx${of}`}><Icon of={download} size={18} />{commonWords().reportWord}</a>
        </p>
        <p class="hint wide-only">{t.keys}</p>
      </div>
    </div>
  );
}

const countOf = (tree: readonly Branch[]): number =>
  tree.reduce((sum, one) => {
    const { objectives, indicators, tasks } = contentsOf(one);
    return sum + objectives + indicators.length + tasks.length;
  }, 0);

function Tree({ page }: { page: Page }) {
  const t = planWords().tree, typed = fragment.value.q ?? '', words = typed.trim();
  const whole = useMemo(() => treeOf(page, t.others), [page, t]), tree = useMemo(() => (words === '' ? whole : fitting(whole, words)), [whole, words]);
  const folds = useFolds(firstOpen(whole)), here = fragment.value.item ?? '', where = useElsewhere(page, here), hadWords = useRef(words !== '');
  useLayoutEffect(() => {
    if (words !== '') folds.set(codesOf(tree));
    else if (hadWords.current) folds.set(firstOpen(whole));
    hadWords.current = words !== '';
  }, [words]);
  usePointed(tree, folds, here);
  return (
    <section class="plan-tree" aria-labelledby="tree">
      <h2 id="tree">{t.title}</h2>
      <Tools tree={tree} folds={folds} words={typed} found={countOf(tree)} document={page.document?.code ?? ''} />
      {where !== 'found' && <p class="empty" role="status">{where === 'looking' ? t.looking : t.notFound(here)}</p>}
      <div class="branches" onKeyDown={foldKeys(folds)}>
        {tree.map((one) => <BranchSection key={one.code} branch={one} depth={0} folds={folds} shown={{ here, words }} />)}
      </div>
    </section>
  );
}

function Whole({ page, document }: { page: Page; document: PlanDocument }) {
  const t = planWords(), here = fragment.value.item ?? '';
  return (
    <>
      {page.has_samples && <SampleBanner />}
      <div class="within plan-page">
        <header class="page-head plan-head">
          <DocumentSwitch documents={page.documents} chosen={document.code} />
          <p class="eyebrow">{commonWords().documentKind[document.kind]} {document.number} · {t.issued(date(document.issued_on))}</p>
          <h1><Numbered>{document.title}</Numbered></h1>
        </header>
        <DocumentFacts page={page} document={document} />
        <div class="plan-around">
          <Bases bases={page.bases} />
          <Duties duties={page.duties} here={here} />
        </div>
        <Versions versions={page.versions} />
        <Tree page={page} />
      </div>
    </>
  );
}

export function PlanPage({ page }: { page: Page }) {
  const t = planWords(), { document } = page;
  return (
    <Frame here="plan" title={document ? t.title(document.number) : commonWords().nav.plan}>
      {document ? <Whole page={page} document={document} /> : (
        <div class="within problem-page"><h1>{t.nothing}</h1><p class="lead">{t.nothingText}</p></div>
      )}
    </Frame>
  );
}
