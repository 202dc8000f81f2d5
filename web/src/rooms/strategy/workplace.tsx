// The staff's frame with what waits for the reader in it.
// SPDX-License-Identifier: Apache-2.0
import back from 'icon:arrow-left';
import type { ComponentChildren } from 'preact';
import type { Problem } from '../../api/client';
import { useLoaded } from '../../lib/loaded';
import { may } from '../../lib/person';
import { Icon } from '../../ui/icon';
import { ProblemBody, ProblemNote } from '../../ui/problem';
import { SendTrouble } from '../../ui/save_state';
import { commonWords } from '../../words/vi/common';
import { staffWords } from '../../words/vi/staff';
import { StaffFrame, type StaffPlace } from '../people/staff_frame';
import { Forbidden, SessionOver } from './forbidden';

interface Props {
  here: StaffPlace;
  title: string;
  children: ComponentChildren;
}

export function Workplace({ here, title, children }: Props) {
  const inbox = useLoaded('GET /strategy/inbox', may('strategy.work') ? {} : null);
  return <StaffFrame here={here} title={title} count={(inbox.data?.items.length ?? 0) + (inbox.data?.decisions.length ?? 0)}>{children}</StaffFrame>;
}

export function Back({ href = '/viec', word }: { href?: string; word?: string }) {
  return <p class="way-back"><a href={href}><Icon of={back} size={18} />{word ?? staffWords().back}</a></p>;
}

/** What is on the page could not be loaded anew: it stays, and this tells. */
export function LoadTrouble({ problem }: { problem: Problem | null }) {
  if (problem === null) return null;
  return problem.status === 401 ? <SendTrouble state="signed_out" lostText="" /> : <ProblemNote problem={problem} />;
}

/** Instead of a page's own content: still loading, or a problem. */
export function Instead({ here, title, problem }: { here: StaffPlace; title: string; problem: Problem | null }) {
  const body = problem === null ? <p class="staff-page quiet">{commonWords().loading}</p> : problem.status === 401 ? <SessionOver /> : problem.status === 403 ? <Forbidden problem={problem} /> : <ProblemBody problem={problem} />;
  return <Workplace here={here} title={title}>{body}</Workplace>;
}
