// Permissions in words; one that has none yet is shown as the program names it.
// SPDX-License-Identifier: Apache-2.0
import { rightsWords } from '../../words/vi/rights';

const wordIn = (words: object, name: string): string | undefined => (words as Record<string, string>)[name];

export const permissionWord = (name: string): string => wordIn(rightsWords().permissions, name) ?? name;
export const roomWord = (name: string): string => wordIn(rightsWords().rooms, name) ?? name;
