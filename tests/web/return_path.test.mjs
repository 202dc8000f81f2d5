// tests/web/return_path - after signing in one goes to a page of this site, whatever stands in `next`.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './bundle.mjs';

const { returnPath } = await load('lib/return_path');
const ORIGIN = 'https://chuyendoiso.example.vn';

test('pages of this site, with their filters', () => {
  for (const path of ['/viec', '/', '/chi-tieu/QD1539.PL1.01?year=2026#bang', '/nhiem-vu?q=%C4%91%C3%A0', '/tim?q=//evil.example']) assert.equal(returnPath(path, ORIGIN), path);
  assert.equal(returnPath('/a/../viec', ORIGIN), '/viec');
});

test('everything else leads nowhere', () => {
  const rows = [
    undefined, '', 'viec', '//evil.example', '//evil.example/viec', '///evil.example', '/\\evil.example', '\\\\evil.example', '/\\/evil.example', '\\/evil.example',
    'https:evil.example', 'https://evil.example', 'https:/evil.example', 'HTTPS://EVIL.EXAMPLE', 'http://chuyendoiso.example.vn/viec', `${ORIGIN}/viec`, `${ORIGIN}.evil.example/`,
    `${ORIGIN}@evil.example/`, 'javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'java\tscript:alert(1)', '\njavascript:alert(1)', ' javascript:alert(1)', 'data:text/html,x', 'vbscript:x', 'blob:x',
    '/\t/evil.example', '/\n/evil.example', '/\r/evil.example', '\t//evil.example', ' //evil.example', '/\t\\evil.example', '/.//evil.example', '/..//evil.example', '/a/..//evil.example',
    '/\u0000/evil.example/../..//x', '／／evil.example', '/dang-nhap', '/dang-nhap?next=/dang-nhap', '/api/v1/people/sign-out', '/a/../api/v1/people/me', '/./dang-nhap',
  ];
  for (const wanted of rows) assert.equal(returnPath(wanted, ORIGIN), null, JSON.stringify(wanted));
});
