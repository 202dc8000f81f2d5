// A box for a date and time as clocks in Vietnam show it; its value is a moment, '' for none.
// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from 'preact';
import { Field } from './field';

const OFFSET_MS = 7 * 60 * 60 * 1000, MINUTE_LETTERS = 16;

const toBox = (moment: string): string => {
  const ms = Date.parse(moment);
  return Number.isNaN(ms) ? '' : new Date(ms + OFFSET_MS).toISOString().slice(0, MINUTE_LETTERS);
};
const fromBox = (text: string): string => {
  const ms = Date.parse(`${text}:00+07:00`);
  return Number.isNaN(ms) ? '' : new Date(ms).toISOString().replace('.000', '');
};

interface Props {
  id: string;
  label: string;
  hint?: ComponentChildren;
  wrong?: string | undefined;
  isOptional?: boolean;
  value: string;
  change: (moment: string) => void;
}

export function MomentField({ value, change, ...about }: Props) {
  return <Field {...about}>{(ties) => <input {...ties} type="datetime-local" value={toBox(value)} onChange={(event) => change(fromBox(event.currentTarget.value))} />}</Field>;
}
