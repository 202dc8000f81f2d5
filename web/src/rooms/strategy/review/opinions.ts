// What a second machine reads in items of the draft, where one is configured: asked in parts, and held against what the items say now.
// SPDX-License-Identifier: Apache-2.0
import { batch, computed, signal } from '@preact/signals';
import { call, type Problem } from '../../../api/client';
import type { DraftAssignment, DraftFields, DraftItem, DraftOpinion } from '../../../api/types';
import { THEN } from './typed';

const PATIENCE_MS = 310_000; // the server waits for the model, at most five minutes

/** How the last round of questions ended. */
export interface Round {
  asked: number;
  answered: number;
  thrownAway: number;
  isAway: boolean;
  unusable: number;
}

export class Opinions {
  /** '' where none is configured. */
  readonly model = signal('');
  readonly leftToday = signal(0);
  readonly all = signal<ReadonlyMap<number, DraftOpinion>>(new Map());
  readonly going = signal<{ done: number; all: number } | null>(null);
  readonly round = signal<Round | null>(null);
  readonly trouble = signal<Problem | null>(null);
  readonly differing = computed<ReadonlySet<number>>(() => new Set([...this.all.value.values()].filter((one) => one.differs.length > 0).map((one) => one.item)));
  private atOnce = 1;
  private isStopped = false;

  constructor(private readonly id: string) {}

  /** After a change: what was taken over is no difference any more. Nobody asks where no machine gives opinions. */
  async reload(): Promise<void> {
    if (this.model.peek() !== '' || this.all.peek().size > 0) await this.load();
  }

  async load(): Promise<void> {
    const answer = await call('GET /strategy/drafts/{id}/opinions', { id: this.id });
    if (!answer.isFine) return; // nothing is offered then, and the review goes on without
    const { model, at_once: atOnce, left_today: left, opinions } = answer.data;
    batch(() => {
      this.model.value = model;
      this.leftToday.value = left;
      this.atOnce = atOnce;
      this.all.value = new Map(opinions.map((one) => [one.item, one]));
    });
  }

  stop(): void {
    this.isStopped = true;
  }

  async ask(numbers: readonly number[]): Promise<void> {
    if (this.going.peek()) return;
    const round: Round = { asked: 0, answered: 0, thrownAway: 0, isAway: false, unusable: 0 };
    this.isStopped = false;
    batch(() => {
      this.trouble.value = null;
      this.round.value = null;
      this.going.value = { done: 0, all: numbers.length };
    });
    for (let i = 0; i < numbers.length && !this.isStopped && !round.isAway; i += this.atOnce) {
      const part = numbers.slice(i, i + this.atOnce);
      const answer = await call('POST /strategy/drafts/{id}/opinions', { id: this.id, items: part.map((number) => ({ number })) }, PATIENCE_MS);
      if (!answer.isFine) {
        this.trouble.value = answer.problem;
        break;
      }
      const { state, opinions, thrown_away: thrown, left_today: left } = answer.data;
      round.asked += part.length;
      round.answered += opinions.length;
      round.thrownAway += thrown;
      round.isAway = state === 'away';
      round.unusable += state === 'unusable' ? part.length : 0;
      batch(() => {
        this.leftToday.value = left;
        this.all.value = new Map([...this.all.value, ...opinions.map((one) => [one.item, one] as const)]);
        this.going.value = { done: round.asked, all: numbers.length };
      });
    }
    batch(() => {
      this.going.value = null;
      if (round.asked > 0) this.round.value = round;
    });
  }
}

/** The one lead that the opinion names, in the place of those that there are. */
function ledBy(assignments: readonly DraftAssignment[], { lead, lead_named: named }: DraftOpinion): DraftAssignment[] {
  const others = assignments.filter((one) => one.role !== 'lead' && (lead === '' || one.agency !== lead));
  return [{ role: 'lead', named, agency: lead, [THEN]: '' }, ...others];
}

/** What the item says once one difference is taken over; null: that is not done by pressing a button. */
export function takenOver({ fields }: DraftItem, opinion: DraftOpinion, field: string): DraftFields | null {
  if (field === 'assignments') return { ...fields, assignments: ledBy(fields.assignments, opinion) };
  if (field === 'due' && opinion.timing !== '') return { ...fields, timing: opinion.timing, due: opinion.due };
  return null;
}
