// Sections that fold: buttons in headings, so that a screen reader finds them, and arrow keys as in a tree for who uses them.
// SPDX-License-Identifier: Apache-2.0
import chevron from 'icon:chevron-right';
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { Icon } from './icon';

export interface Folds {
  isOpen: (code: string) => boolean;
  toggle: (code: string) => void;
  /** These and no others. */
  set: (codes: readonly string[]) => void;
  /** These too. */
  add: (codes: readonly string[]) => void;
}

export function useFolds(first: readonly string[]): Folds {
  const open = useSignal<ReadonlySet<string>>(new Set(first));
  return {
    isOpen: (code) => open.value.has(code),
    toggle: (code) => {
      const next = new Set(open.value);
      if (!next.delete(code)) next.add(code);
      open.value = next;
    },
    set: (codes) => { open.value = new Set(codes); },
    add: (codes) => { open.value = new Set([...open.value, ...codes]); },
  };
}

interface HeadProps {
  code: string;
  folds: Folds;
  /** Of the body that it opens. */
  controls: string;
  children: ComponentChildren;
}

export function FoldButton({ code, folds, controls, children }: HeadProps) {
  return (
    <button type="button" class="fold-button" data-fold={code} aria-expanded={folds.isOpen(code)} aria-controls={controls} onClick={() => folds.toggle(code)}>
      <Icon of={chevron} size={20} />{children}
    </button>
  );
}

const BUTTON = 'button[data-fold]';
const visible = (box: HTMLElement): HTMLElement[] => [...box.querySelectorAll<HTMLElement>(BUTTON)].filter((one) => one.offsetParent !== null);

/** The button of the fold around this one. */
function outerOf(button: HTMLElement): HTMLElement | null {
  const own = button.closest('[data-branch]');
  return own?.parentElement?.closest('[data-branch]')?.querySelector<HTMLElement>(BUTTON) ?? null;
}

/** Up and down go from head to head, right opens and goes in, left folds and goes out. */
export function foldKeys(folds: Folds): (event: KeyboardEvent) => void {
  return (event) => {
    const button = (event.target as HTMLElement).closest<HTMLElement>(BUTTON), box = event.currentTarget as HTMLElement;
    if (!button || event.ctrlKey || event.altKey || event.metaKey) return;
    const code = button.dataset.fold ?? '', buttons = visible(box), at = buttons.indexOf(button), isOpen = folds.isOpen(code);
    const goals: Record<string, HTMLElement | null | undefined> = {
      ArrowDown: buttons[at + 1], ArrowUp: buttons[at - 1], Home: buttons[0], End: buttons.at(-1),
      ArrowRight: isOpen ? buttons[at + 1] : null, ArrowLeft: isOpen ? null : outerOf(button),
    };
    if (!(event.key in goals)) return;
    event.preventDefault();
    if ((event.key === 'ArrowRight' && !isOpen) || (event.key === 'ArrowLeft' && isOpen)) folds.toggle(code);
    else goals[event.key]?.focus();
  };
}
