// Hands in one file and tells how far it is; what the server will not take is refused before it is sent.
// SPDX-License-Identifier: Apache-2.0
import { lostProblem, problemFrom, type Answer } from '../../api/client';
import type { File as Kept } from '../../api/types';
import { bytes } from '../../lib/format';
import { formsWords } from '../../words/vi/forms';

/** As platform/documents has them (FILE_BYTES_LIMIT, EVIDENCE_FILES_MAX, is_taken). */
export const FILE_BYTES_MAX = 25 * 1024 * 1024, FILES_MAX = 20;
const ENDINGS = ['pdf', 'png', 'jpg', 'jpeg', 'webp', 'txt', 'csv', 'docx', 'xlsx', 'odt', 'ods'];
export const ACCEPTED = ENDINGS.map((one) => `.${one}`).join(',');

const endingOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';

/** '' when the server would take it, as far as name and size tell: it looks at the bytes itself. */
export function refusalOf(name: string, size: number): string {
  const t = formsWords().evidence, ending = endingOf(name);
  if (size === 0) return t.empty;
  if (size > FILE_BYTES_MAX) return t.tooLarge(bytes(size), bytes(FILE_BYTES_MAX));
  return ENDINGS.includes(ending) ? '' : t.wrongType(ending ? `.${ending}` : t.noEnding);
}

export interface Upload {
  answer: Promise<Answer<Kept>>;
  stop: () => void;
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** fetch() does not tell how much has gone. `told` gets the part from 0 to 1. */
export function upload(file: Blob, name: string, told: (part: number) => void): Upload {
  const request = new XMLHttpRequest();
  const answer = new Promise<Answer<Kept>>((resolve) => {
    const lose = () => resolve({ isFine: false, problem: lostProblem() });
    request.upload.onprogress = (event) => event.lengthComputable && told(event.loaded / event.total);
    request.onload = () => {
      const json = read(request.responseText);
      const isFine = request.status >= 200 && request.status < 300 && json !== null;
      resolve(isFine ? { isFine: true, data: json as Kept } : { isFine: false, problem: problemFrom(json, request.status) });
    };
    request.onerror = request.onabort = request.ontimeout = lose;
    request.open('POST', `/api/v1/documents/files?name=${encodeURIComponent(name.normalize('NFC'))}`);
    request.setRequestHeader('content-type', file.type || 'application/octet-stream');
    request.send(file);
  });
  return { answer, stop: () => request.abort() };
}
