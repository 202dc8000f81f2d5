// The draft as this page knows it: what is sent, what comes back, and what somebody else has changed meanwhile.
// SPDX-License-Identifier: Apache-2.0
import { batch, computed, signal } from '@preact/signals';
import { call, type Answer, type Problem } from '../../../api/client';
import type { DraftChanged, DraftDocument, DraftFields, DraftGap, DraftItem, DraftItemState, DraftKind, DraftLesson, DraftPage, LearnedWord, Passage, PlanDraft } from '../../../api/types';
import { fragment } from '../../../lib/address';
import { number as numberText } from '../../../lib/format';
import { learnedWordsWords } from '../../../words/vi/learned_words';
import { reviewWords } from '../../../words/vi/review';
import { gapsBy } from './gaps';
import { meaningText } from './meanings';
import { Opinions } from './opinions';
import { aboveOf, inTree, merged, rowsOf, stepped, type Only, type Order, type Place } from './order';

export type Doing = '' | 'correct' | 'split' | 'move' | 'kind';
export type Side = 'text' | 'items';
/** What an item that was just put right may teach, and what of it was taught. */
export interface Learning {
  of: number;
  lessons: readonly DraftLesson[];
  taught: readonly LearnedWord[];
}
export interface Chosen {
  passage: number;
  from: number;
  to: number;
  text: string;
}

const CHANGED = '/problems/strategy/draft-changed', SETTLED = '/problems/strategy/draft-settled';
const NO_LEAD = 'strategy/assignment-missing';
const AT_ONCE = 1000; // numbers of one call; the server takes twice as many

export class Review {
  readonly id: string;
  readonly passages: readonly Passage[];
  readonly opinions: Opinions;
  readonly draft;
  readonly items;
  readonly gaps;
  /** Up to here nothing was changed by others without being seen here. */
  private seen: number;
  readonly at = signal(0);
  readonly doing = signal<Doing>('');
  readonly order = signal<Order>('unsure');
  readonly kind = signal('');
  readonly only = signal<Only>('');
  readonly side = signal<Side>(fragment.peek().side === 'text' ? 'text' : 'items');
  readonly chosen = signal<Chosen | null>(null);
  readonly isSending = signal(false);
  readonly trouble = signal<Problem | null>(null);
  readonly lessons = signal<Learning>({ of: 0, lessons: [], taught: [] });
  /** Told to who does not see. */
  readonly said = signal('');
  /** Raised when the focus is to follow to the current item or passage. */
  readonly follow = signal<{ side: Side; round: number }>({ side: 'items', round: 0 });
  readonly hasHelp = signal(false);
  /** Items, in the order of when they are shown: it does not jump while one works. */
  private readonly standing = signal<readonly number[]>([]);

  readonly list = computed(() => [...this.items.value.values()]);
  readonly lacks = computed(() => new Set([...this.gaps.value.keys()].filter((one) => one > 0)));
  readonly tree = computed(() => inTree(this.list.value));
  readonly rows = computed(() => {
    const wanted = { order: this.order.value, kind: this.kind.value, only: this.only.value };
    if (wanted.order === 'document') return rowsOf(this.list.value, this.lacks.value, wanted, this.opinions.differing.value);
    const rows = rowsOf(this.list.value, this.lacks.value, { ...wanted, only: '' }), at = new Map(this.standing.value.map((one, i) => [one, i]));
    const kept = rows.sort((a, b) => (at.get(a.item.number) ?? a.item.position + 1e6) - (at.get(b.item.number) ?? b.item.position + 1e6));
    const stays = new Set(rowsOf(this.list.value, this.lacks.value, wanted, this.opinions.differing.value).map((row) => row.item.number));
    return kept.filter((row) => stays.has(row.item.number) || row.item.number === this.at.value);
  });
  /** A second machine reads them otherwise. */
  readonly differing = computed<readonly number[]>(() => this.list.value.filter((one) => one.state !== 'left_out' && this.opinions.differing.value.has(one.number)).map((one) => one.number));
  readonly isOpen = computed(() => this.draft.value.state === 'open');
  readonly counts = computed(() => {
    const all = this.list.value, of = (state: DraftItemState) => all.filter((one) => one.state === state).length, out = of('left_out');
    return { all: all.length - out, unsure: of('unsure'), open: of('open'), confirmed: of('confirmed'), out, gaps: this.lacks.value.size, gapCount: [...this.gaps.value.values()].reduce((sum, one) => sum + one.length, 0) };
  });

  /** Of those that the list shows: nobody leads them. */
  readonly leaderless = computed(() => this.rows.value.filter(({ item }) => item.state !== 'left_out' && (this.gaps.value.get(item.number) ?? []).some((one) => one.problem === NO_LEAD)).map(({ item }) => item.number).slice(0, AT_ONCE));

  constructor(page: DraftPage) {
    this.id = page.draft.id;
    this.passages = page.passages;
    this.opinions = new Opinions(page.draft.id);
    this.draft = signal<PlanDraft>(page.draft);
    this.items = signal<ReadonlyMap<number, DraftItem>>(new Map(page.items.map((one) => [one.number, one])));
    this.gaps = signal<ReadonlyMap<number, readonly DraftGap[]>>(gapsBy(page.gaps, new Map()));
    this.seen = page.draft.revision;
    this.sort();
    this.at.value = this.rows.value[0]?.item.number ?? 0;
  }

  /** What is unsure now stands first now. */
  sort(): void {
    this.standing.value = rowsOf(this.list.value, this.lacks.value, { order: 'unsure', kind: '', only: '' }).map((row) => row.item.number);
  }

  item(number: number): DraftItem | undefined {
    return this.items.value.get(number);
  }

  /* ---- moving about ---- */

  goTo(number: number, focuses = true): void {
    batch(() => {
      if (this.at.value !== number) this.doing.value = '';
      this.at.value = number;
      if (!this.rows.value.some((row) => row.item.number === number)) {
        this.kind.value = '';
        this.only.value = '';
      }
      if (focuses) {
        this.side.value = 'items';
        this.follow.value = { side: 'items', round: this.follow.value.round + 1 };
      }
    });
  }

  seeDiffering(): void {
    batch(() => {
      this.kind.value = '';
      this.only.value = 'differs';
    });
    const first = this.rows.value.find((row) => this.opinions.differing.value.has(row.item.number));
    if (first) this.goTo(first.item.number);
  }

  showText(number: number): void {
    batch(() => {
      this.at.value = number;
      this.side.value = 'text';
      this.follow.value = { side: 'text', round: this.follow.value.round + 1 };
    });
  }

  step(by: 1 | -1): void {
    const rows = this.rows.value, at = rows.findIndex((row) => row.item.number === this.at.value), next = rows[at < 0 ? 0 : at + by];
    if (next) this.goTo(next.item.number);
  }

  /* ---- changing ---- */

  private take({ draft, items, gaps }: DraftChanged, opensAt: number): void {
    const isMissed = draft.revision > this.seen + 1;
    batch(() => {
      this.draft.value = draft;
      this.items.value = merged(this.items.value, items, opensAt);
      this.gaps.value = gapsBy(gaps, this.gaps.value);
      this.trouble.value = null;
    });
    if (isMissed) void this.reload(false);
    else this.seen = draft.revision;
  }

  /** What others did comes in; what is being typed stays. */
  async reload(tells = true): Promise<void> {
    const answer = await call('GET /strategy/drafts/{id}', { id: this.id });
    if (!answer.isFine) {
      this.trouble.value = answer.problem;
      return;
    }
    const { draft, items, gaps } = answer.data;
    batch(() => {
      this.draft.value = draft;
      this.items.value = new Map(items.map((one) => [one.number, one]));
      this.gaps.value = gapsBy(gaps, this.gaps.value);
      this.trouble.value = null;
      if (tells) this.said.value = reviewWords().reloaded;
    });
    this.seen = draft.revision;
  }

  /** Sends one change; false when it was not taken: then `trouble` tells why. */
  private async send(ask: () => Promise<Answer<DraftChanged>>, told: (items: readonly DraftItem[]) => string, opens = false): Promise<readonly DraftItem[] | null> {
    if (this.isSending.value) return null;
    this.isSending.value = true;
    const answer = await ask();
    this.isSending.value = false;
    if (!answer.isFine) {
      this.trouble.value = answer.problem;
      return null;
    }
    const { items } = answer.data, last = items[items.length - 1];
    this.take(answer.data, opens ? last?.position ?? 0 : 0);
    this.said.value = told(items);
    return items;
  }

  async setState(numbers: readonly number[], state: DraftItemState): Promise<boolean> {
    const t = reviewWords().done, [one] = numbers;
    const based = numbers.length === 1 ? this.item(one ?? 0)?.revision ?? this.seen : this.seen;
    for (let i = 0; i < numbers.length; i += AT_ONCE) {
      const part = numbers.slice(i, i + AT_ONCE).map((number) => ({ number }));
      const items = await this.send(() => call('POST /strategy/drafts/{id}/states', { id: this.id, based_on: Math.max(based, 1), state, items: part }), (all) => t.states[state](numberText(all.length, 0), all[0]?.fields.title ?? ''));
      if (!items) return false;
    }
    return true;
  }

  async confirm(number: number): Promise<void> {
    const item = this.item(number);
    if (!item) return;
    if (item.state !== 'confirmed' && !(await this.setState([number], 'confirmed'))) return;
    this.step(1);
  }

  leaveOut(item: DraftItem): Promise<boolean> {
    return this.setState([item.number], item.state === 'left_out' ? 'open' : 'left_out');
  }

  /** All that the machine is sure of and that lacks nothing. */
  readonly sure = computed(() => this.list.value.filter((one) => one.state === 'open' && !this.lacks.value.has(one.number)).map((one) => one.number));

  private about(item: DraftItem) {
    return { id: this.id, number: item.number, based_on: item.revision };
  }

  correct(item: DraftItem, fields: DraftFields): Promise<Answer<DraftChanged>> {
    return call('POST /strategy/drafts/{id}/items/{number}/correction', { ...this.about(item), fields });
  }

  /** What a second machine reads becomes what the item says, at a press. */
  async takeOver(item: DraftItem, fields: DraftFields): Promise<void> {
    await this.send(() => this.correct(item, fields), () => reviewWords().done.correct);
  }

  correctDocument(document: DraftDocument): Promise<Answer<DraftChanged>> {
    return call('POST /strategy/drafts/{id}/document', { id: this.id, based_on: this.seen, document });
  }

  taken(data: DraftChanged, told: string): void {
    this.take(data, 0);
    this.said.value = told;
  }

  /** Asks what the reader could learn of what was put right in an item; that none comes is no trouble. */
  async learn(number: number): Promise<void> {
    this.lessons.value = { of: number, lessons: [], taught: [] };
    const answer = await call('GET /strategy/drafts/{id}/items/{number}/lessons', { id: this.id, number });
    if (answer.isFine && this.lessons.peek().of === number) this.lessons.value = { of: number, lessons: answer.data.lessons, taught: [] };
  }

  /** A lesson is over: it was taught, or it was not wanted. */
  learned(lesson: DraftLesson, word: LearnedWord | null): void {
    const { of, lessons, taught } = this.lessons.peek(), t = learnedWordsWords().offer;
    this.lessons.value = { of, lessons: lessons.filter((one) => one !== lesson), taught: word ? [...taught, word] : taught };
    if (word) this.said.value = t.done(word.words, meaningText(word));
    this.goTo(of); // the button that was pressed is gone
  }

  async split(item: DraftItem, at: number): Promise<boolean> {
    const items = await this.send(() => call('POST /strategy/drafts/{id}/items/{number}/split', { ...this.about(item), at }), () => reviewWords().done.split, true);
    return items !== null;
  }

  async join(item: DraftItem): Promise<boolean> {
    const above = aboveOf(this.list.value, item);
    if (!above) {
      this.said.value = reviewWords().noAbove;
      return false;
    }
    const based = Math.max(above.revision, item.revision);
    const items = await this.send(() => call('POST /strategy/drafts/{id}/items/{number}/join', { id: this.id, number: above.number, based_on: based, other: item.number }), () => reviewWords().done.join(above.fields.title));
    if (items) this.goTo(above.number);
    return items !== null;
  }

  async move(item: DraftItem, place: Place | null): Promise<boolean> {
    if (!place) {
      this.said.value = reviewWords().noPlace;
      return false;
    }
    const items = await this.send(() => call('POST /strategy/drafts/{id}/items/{number}/place', { ...this.about(item), ...place }), () => reviewWords().done.move(this.item(place.parent)?.fields.title ?? reviewWords().top), true);
    return items !== null;
  }

  async shift(item: DraftItem, by: 1 | -1): Promise<void> {
    if (this.order.value !== 'document') this.order.value = 'document';
    await this.move(item, stepped(this.list.value, item, by));
    this.goTo(item.number);
  }

  async rekind(item: DraftItem, kind: DraftKind): Promise<boolean> {
    const items = await this.send(() => call('POST /strategy/drafts/{id}/items/{number}/kind', { ...this.about(item), kind }), () => reviewWords().done.kind(reviewWords().kinds[kind]));
    if (items) void this.learn(item.number);
    return items !== null;
  }

  async name(named: string, agency: string, agencyName: string): Promise<boolean> {
    const items = await this.send(() => call('POST /strategy/drafts/{id}/agency-name', { id: this.id, named, agency }), (all) => reviewWords().done.name(named, agencyName, numberText(all.length, 0)));
    return items !== null;
  }

  async lead(numbers: readonly number[], agency: string, agencyName: string): Promise<boolean> {
    const items = await this.send(() => call('POST /strategy/drafts/{id}/leads', { id: this.id, based_on: this.seen, agency, items: numbers.map((number) => ({ number })) }), (all) => reviewWords().leads.done(agencyName, numberText(all.length, 0)));
    return items !== null;
  }

  async add({ passage, from, to }: Omit<Chosen, 'text'>, kind: DraftKind, parent: number): Promise<boolean> {
    const items = await this.send(() => call('POST /strategy/drafts/{id}/items', { id: this.id, passage, from, to, kind, parent }), (all) => reviewWords().done.add(all[0]?.fields.title ?? ''), true);
    if (!items?.[0]) return false;
    this.chosen.value = null;
    this.goTo(items[0].number);
    void this.learn(items[0].number);
    return true;
  }

  get isConflict(): boolean {
    return this.trouble.value?.type === CHANGED || this.trouble.value?.type === SETTLED;
  }
}
