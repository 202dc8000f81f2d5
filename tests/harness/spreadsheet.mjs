// tests/harness/spreadsheet - what another implementation reads in a workbook of ours.
// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The cells of the first sheet of a file as texts, row by row; null for an empty one. */
export const rowsOf = (path) => JSON.parse(execFileSync('/usr/bin/python3', ['-c', `
import json, sys, openpyxl
print(json.dumps([[str(c) if c is not None else None for c in row] for row in openpyxl.load_workbook(sys.argv[1]).active.iter_rows(values_only=True)]))`, path], { encoding: 'utf8' }));

/** The same of what the API gives to a stranger at a path below it; and the name that the file has there. */
export async function sheetAt(server, path) {
  const answer = await fetch(`${server.url}/api/v1${path}`), folder = mkdtempSync(join(tmpdir(), 'banyan-sheet-')), file = join(folder, 'sheet.xlsx');
  try {
    writeFileSync(file, Buffer.from(await answer.arrayBuffer()));
    return { name: /filename="([^"]+)"/.exec(answer.headers.get('content-disposition'))?.[1], rows: rowsOf(file) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
