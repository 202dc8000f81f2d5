// The pages of a long list: links that can be shared, one before, one after, and the ends.
// SPDX-License-Identifier: Apache-2.0
import left from 'icon:chevron-left';
import right from 'icon:chevron-right';
import { number } from '../lib/format';
import { commonWords } from '../words/vi/common';
import { Icon } from './icon';

/** 1 … 4 5 6 … 12; 0 is a gap. */
export function pagesShown(page: number, pages: number): number[] {
  const near = [1, page - 1, page, page + 1, pages].filter((one) => one >= 1 && one <= pages);
  const sorted = [...new Set(near)].sort((a, b) => a - b);
  return sorted.flatMap((one, i) => {
    const before = sorted[i - 1] ?? 0;
    if (one - before === 2) return [one - 1, one]; // a gap of one page is that page
    return one - before > 2 ? [0, one] : [one];
  });
}

interface Props {
  page: number;
  pages: number;
  hrefOf: (page: number) => string;
  /** Goes there without a new page of the server; the link stays a link for a new tab. */
  go: (page: number) => void;
}

export function Pager({ page, pages, hrefOf, go }: Props) {
  const t = commonWords().pager;
  if (pages < 2) return null;
  const click = (to: number) => (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(to);
  };
  const step = (to: number, icon: string, word: string, className: string) =>
    to >= 1 && to <= pages
      ? <a class={className} href={hrefOf(to)} onClick={click(to)} aria-label={word}><Icon of={icon} size={18} /></a>
      : <span class={className} aria-hidden="true"><Icon of={icon} size={18} /></span>;
  return (
    <nav class="pager" aria-label={t.label}>
      {step(page - 1, left, t.previous, 'pager-step')}
      <ol>
        {pagesShown(page, pages).map((one, i) => (
          <li key={one || -i}>
            {one === 0 ? <span aria-hidden="true">…</span> : <a href={hrefOf(one)} onClick={click(one)} aria-label={t.of(number(one, 0), number(pages, 0))} aria-current={one === page ? 'page' : undefined}>{number(one, 0)}</a>}
          </li>
        ))}
      </ol>
      {step(page + 1, right, t.next, 'pager-step')}
    </nav>
  );
}
