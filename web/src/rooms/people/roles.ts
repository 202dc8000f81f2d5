// Roles in words, and which of them a page is for.
// SPDX-License-Identifier: Apache-2.0
import type { Role } from '../../api/types';
import { listed } from '../../lib/format';
import { me } from '../../lib/person';
import { staffWords } from '../../words/vi/staff';

/** As platform/access and modules/strategy grant them (docs/reference/permissions.md); shown to who lacks them. */
const rolesOfPage: Record<string, readonly Role[]> = {
  viec: ['officer', 'head', 'coordinator', 'leader', 'administrator'],
  nhap: ['officer', 'head'],
  'quan-tri': ['administrator'],
  'kiem-tra': ['officer', 'head', 'coordinator', 'leader', 'administrator'],
  'cham-diem': ['officer', 'head', 'coordinator', 'leader', 'administrator'],
  'khieu-nai': ['officer', 'head', 'coordinator', 'leader', 'administrator'],
};

export const roleWord = (role: Role): string => staffWords().roles[role];

export function rolesForPage(path: string): string {
  const [, page = ''] = path.split('/');
  return listed((rolesOfPage[page] ?? []).map(roleWord));
}

export function myRoles(): string {
  const roles = me.value?.roles ?? [];
  return roles.length === 0 ? staffWords().forbidden.noRole : listed([...new Set(roles.map((one) => roleWord(one.role)))]);
}

/** Agencies for which I act, as codes. */
export const myAgencies = (): string[] => [...new Set((me.value?.roles ?? []).map((one) => one.agency).filter(Boolean))];
