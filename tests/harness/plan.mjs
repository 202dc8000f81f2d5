// tests/harness/plan - a small plan of a made-up province, for stories that change it row by row.
// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Texts of the files; a fresh copy at every call. Rows are counted as a spreadsheet does: the header is row 1. */
export function smallPlan() {
  return {
    places: 'code,name,kind,full_name,parent\n99,Mẫu,province,Tỉnh Mẫu,\n99001,Đồng Đa,commune,Xã Đồng Đa,99\n99002,Ấp Bắc,commune,Xã Ấp Bắc,99\n99003,Tân Trào,ward,Phường Tân Trào,99\n',
    agencies: 'code,name,kind,level,place,valid_from,valid_to\nUBND,Ủy ban nhân dân tỉnh Mẫu,committee,province,,,\nS1,Sở Một,department,province,,2025-03-01,\nS2,Sở Hai,department,province,,,\nCU,Sở Cũ,department,province,,,2025-03-01\nX1,Ủy ban nhân dân xã Đồng Đa,commune,commune,99001,2025-07-01,\nX2,Ủy ban nhân dân xã Ấp Bắc,commune,commune,99002,2025-07-01,\nX3,Ủy ban nhân dân phường Tân Trào,commune,commune,99003,2025-07-01,\nH1,Ủy ban nhân dân huyện Một,district,district,,,2025-07-01\n',
    successions: 'former,successor,since,scope,confidence\nCU,S1,2025-03-01,viễn thông,confirmed\nCU,S2,2025-03-01,báo chí,general\n',
    collectives: 'code,name,kinds,agencies\nCAC-SO,Các sở,department,\nCAC-XA,Ủy ban nhân dân các xã,commune,\nCAC-HUYEN,Ủy ban nhân dân các huyện,district,\n',
    documents: 'code,number,kind,title,issuer,issued_on,effective_on\nD1,1/QĐ-UBND,decision,Chiến lược mẫu,UBND,2024-01-15,\n',
    objectives: 'code,document,citation,title,parent,year\nD1.O1,D1,"1/QĐ-UBND, I.1",Mục tiêu chung,,2030\nD1.O2,D1,"1/QĐ-UBND, I.2",Mục tiêu riêng,D1.O1,\n',
    indicators: 'code,document,objective,citation,title,unit,kind,direction,frequency,due_days,level,rollup,levels\n'
      + 'D1.A,D1,D1.O1,"1/QĐ-UBND, Phụ lục, mục 1",Phủ sóng,%,share,up,month,30,commune,mean,\n'
      + 'D1.B,D1,D1.O1,"1/QĐ-UBND, Phụ lục, mục 2",Số điểm truy cập,điểm,number,up,quarter,30,commune,sum,\n'
      + 'D1.C,D1,D1.O2,"1/QĐ-UBND, Phụ lục, mục 3",Chi cho chuyển đổi số,%,share,up,year,30,commune,met_share,\n'
      + 'D1.D,D1,D1.O2,"1/QĐ-UBND, Phụ lục, mục 4",Kiến trúc số,mức,level,up,year,30,province,,Chưa có;Có;Đáp ứng\n'
      + 'D1.E,D1,D1.O2,"1/QĐ-UBND, Phụ lục, mục 5",Thời gian chờ,phút,number,down,month,30,province,,\n',
    targets: 'indicator,year,operator,low,high,text\nD1.A,2025,>=,40,,\nD1.A,2030,=,100,,\nD1.B,2030,>=,300,,\nD1.C,2026,>=,1,,\nD1.D,2025,text,,,Có\nD1.D,2030,text,,,Đáp ứng\nD1.E,2025,<=,,60,\nD1.E,2027,text,,,\nD1.E,2030,<=,,10,\n',
    tasks: 'code,document,citation,title,product,due\nD1.T1,D1,"1/QĐ-UBND, II.1",Lập đề án,Đề án,2026-06-30\nD1.T2,D1,"1/QĐ-UBND, II.2",Tuyên truyền,,\nD1.T3,D1,"1/QĐ-UBND, II.3",Bố trí kinh phí,,2026-12-31\n',
    assignments: 'task,role,named,agency,then\nD1.A,lead,Sở Một,S1,CU\nD1.B,lead,Sở Hai,S2,S2\nD1.C,lead,Sở Hai,S2,S2\nD1.D,lead,Sở Một,S1,CU\nD1.E,lead,Sở Một,S1,CU\nD1.T1,lead,Sở Cũ,S1,CU\nD1.T1,support,Các sở,CAC-SO,CAC-SO\nD1.T2,lead,Ủy ban nhân dân các huyện,,CAC-HUYEN\nD1.T3,lead,Ủy ban nhân dân các xã,CAC-XA,CAC-XA\n',
    duties: 'code,document,citation,title,who,to,due_rule\nD1.N1,D1,"1/QĐ-UBND, III.1",Báo cáo năm,CAC-SO,S1,year before 11-15\nD1.N2,D1,"1/QĐ-UBND, III.2",Kế hoạch năm sau,CAC-XA,S1,year before 09-30 of year-1\n',
  };
}

export function descriptor(plan) {
  return JSON.stringify({ profile: 'data-package', name: 'mau', resources: Object.keys(plan).map((name) => ({ name, path: `${name}.csv` })) });
}

/** Writes it into a new folder; `files` replaces whole files (text or bytes) under their file names. */
export function writePlan(plan, files = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'banyan-plan-'));
  mkdirSync(folder, { recursive: true });
  const all = { 'datapackage.json': descriptor(plan) };
  for (const [name, text] of Object.entries(plan)) all[`${name}.csv`] = text;
  for (const [name, content] of Object.entries({ ...all, ...files })) if (content !== null) writeFileSync(join(folder, name), content);
  return folder;
}
