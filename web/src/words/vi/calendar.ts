// Words of the calendar of working days.
// SPDX-License-Identifier: Apache-2.0
import { dictionary, type Widened } from '../../lib/i18n';

const calendar = {
  title: 'Lịch làm việc',
  titleOf: (year: string) => `Lịch làm việc năm ${year}`,
  eyebrow: 'Ngày làm việc và ngày nghỉ',
  lead: (working: string, off: string) => `${working} ngày làm việc; ${off} ngày nghỉ lễ, nghỉ bù, nghỉ hoán đổi rơi vào thứ Hai đến thứ Sáu.`,
  shifts: 'Việc có hạn rơi vào ngày nghỉ được làm đến hết ngày làm việc tiếp theo.',
  stays: 'Bản cài này không dời hạn rơi vào ngày nghỉ.',
  emptyTitle: 'Chưa nạp ngày nghỉ lễ',
  empty: 'Lịch này mới biết thứ Bảy và Chủ nhật. Quản trị nạp ngày nghỉ lễ và quyết định từng năm bằng lệnh “banyan calendar load”.',
  years: 'Chọn năm',
  year: (year: string) => `Năm ${year}`,
  months: 'Mười hai tháng',
  month: (month: string, _name: string) => `Tháng ${month}`,
  weekdays: 'T2 T3 T4 T5 T6 T7 CN',
  legend: 'Chú giải',
  kinds: { weekly_rest: 'Nghỉ hằng tuần', holiday: 'Nghỉ lễ', substitute: 'Nghỉ bù', swapped_off: 'Nghỉ hoán đổi', swapped_work: 'Làm bù' },
  statuses: { decided: 'Đã quyết định', by_law: 'Theo luật', reported: 'Theo nguồn thứ cấp', expected: 'Dự kiến, chưa quyết định' },
  expected: 'dự kiến',
  today: 'hôm nay',
  list: 'Ngày nghỉ và ngày làm bù',
  heads: { day: 'Ngày', name: 'Tên', kind: 'Loại', status: 'Mức chắc chắn', source: 'Căn cứ' },
  span: (from: string, to: string) => `${from} – ${to}`,
};

export type CalendarWords = Widened<typeof calendar>;
export const calendarWords = dictionary('calendar', calendar as CalendarWords);
