// What the build puts in: names that are known only when it runs, and icons.
// SPDX-License-Identifier: Apache-2.0

/** Address of the English dictionary. */
declare const ENGLISH_URL: string;
/** What the first page fetches when it is idle, for the pages after it. */
declare const LATER: string[];

declare module 'icon:*' {
  const markup: string;
  export default markup;
}
