// Two wrote the same thing: mine and theirs beside each other, and what to do with them.
// SPDX-License-Identifier: Apache-2.0
import scale from 'icon:scale';
import { Notice } from '../../ui/notice';
import { Vi } from '../../ui/text';
import { offlineWords } from '../../words/vi/offline';

export interface SideRow {
  label: string;
  mine: string;
  theirs: string;
}

interface Props {
  title: string;
  rows: readonly SideRow[];
  isNews: boolean;
  /** What the choice of mine does, in words. */
  mineWord: string;
  keepMine: () => void;
  takeTheirs: () => void;
  keepBoth: () => void;
  /** To look at the other one. */
  href: string;
}

const shown = (text: string): string => (text.trim() === '' ? '–' : text);

export function SideBySide({ title, rows, isNews, mineWord, keepMine, takeTheirs, keepBoth, href }: Props) {
  const t = offlineWords().sides;
  return (
    <Notice tone="warn" icon={scale} title={title} takesFocus={isNews} id="changed">
      <table class="sides">
        <caption class="unseen">{t.caption}</caption>
        <thead><tr><td /><th scope="col">{t.mine}</th><th scope="col">{t.theirs}</th></tr></thead>
        <tbody>
          {rows.map((one) => (
            <tr key={one.label} class={shown(one.mine) === shown(one.theirs) ? undefined : 'is-different'}>
              <th scope="row">{one.label}</th>
              <td data-label={t.mine}><Vi>{shown(one.mine)}</Vi></td>
              <td data-label={t.theirs}><Vi>{shown(one.theirs)}</Vi></td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="buttons">
        <button type="button" class="button is-quiet" onClick={keepMine}>{mineWord}</button>
        <button type="button" class="button is-quiet" onClick={takeTheirs}>{t.takeTheirs}</button>
        <button type="button" class="button is-quiet" onClick={keepBoth}>{t.keepBoth}</button>
        <a class="button is-quiet" href={href}>{t.see}</a>
      </p>
    </Notice>
  );
}
