// tests/harness/reports - small reporting regimes for the small plan, and the accounts that report under them.
// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PASSWORD } from './banyan.mjs';

export const slug = (answer) => answer.body.type?.replace('/problems/', '');
export const slugs = (answer) => (answer.body.errors ?? []).map((error) => error.type.replace('/problems/', ''));

/** Monthly figures of the departments (M), the yearly report of the departments (N), made into one by S1 (T), and one on demand (DX). */
export function smallRegimes() {
  return {
    regimes: 'code,title,title_en,citation,standing,reporter,receiver,frequency,cutoff,opens_days,valid_from,tasks,feeds\n'
      + 'M,Số liệu tháng,Monthly figures,Quy ước,by_installation,CAC-SO,S1,month,10 days after period,15,2026-10-01,true,\n'
      + 'N,Báo cáo năm,Yearly report,"1/QĐ-UBND, III.1",by_document,CAC-SO,S1,year,year before 11-15,45,2024-01-01,,T\n'
      + 'T,Báo cáo tổng hợp năm,Consolidated yearly report,"1/QĐ-UBND, III.1",by_document,S1,UBND,year,year before 12-01,30,2024-01-01,,\n'
      + 'DX,Báo cáo đột xuất,On demand,Quy ước,by_installation,CAC-SO,S1,on_demand,,30,2026-01-01,,\n',
    regime_sections: 'regime,code,title,title_en,is_needed,words_min,words_max\n'
      + 'M,NOTE,Ghi chú,Notes,,,\nN,KETQUA,Kết quả,Results,true,3,500\nN,KIENNGHI,Kiến nghị,Proposals,,,\nT,KETQUA,Kết quả,Results,true,3,500\nDX,NOIDUNG,Nội dung,Content,true,1,100\n',
    regime_items: 'regime,indicator,is_needed,evidence\nM,*,,\nN,D1.E,,\nDX,*,,\n',
  };
}

export function regimeFolder(regimes = smallRegimes()) {
  const folder = mkdtempSync(join(tmpdir(), 'banyan-regimes-'));
  for (const [name, text] of Object.entries(regimes)) writeFileSync(join(folder, `${name}.csv`), text);
  return folder;
}

/** Officers and heads of both departments, the coordinator and a leader. */
export function openAccounts(cli) {
  const open = (username, role, agency, name) => cli('account', 'add', '--username', username, '--role', role, '--password', PASSWORD, '--name', name, ...(agency ? ['--agency', agency] : []));
  open('mot', 'officer', 'S1', 'Cán bộ Một');
  open('mot-b', 'officer', 'S1', 'Cán bộ Một B');
  open('truong-mot', 'head', 'S1', 'Trưởng Một');
  open('hai', 'officer', 'S2', 'Cán bộ Hai');
  open('truong-hai', 'head', 'S2', 'Trưởng Hai');
  open('dieu-phoi', 'coordinator', '', 'Điều phối');
  open('lanh-dao', 'leader', '', 'Lãnh đạo');
}
