// A number and what is counted, in English.
// SPDX-License-Identifier: Apache-2.0
export const plural = (n: string, count: number, one: string, many: string): string => (count === 1 ? `${n} ${one}` : `${n} ${many}`);
