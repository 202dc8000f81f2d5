// Words of the page about events of the data exchange that could not be delivered.
// SPDX-License-Identifier: Apache-2.0
import { dictionary, type Widened } from '../../lib/i18n';

const deadLetters = {
  title: 'Sự kiện chưa giao được',
  lead: 'Đã gửi nhiều lần mà bên nhận không nhận. Sự kiện được giữ lại đến khi giao lại được hoặc có người bỏ, kèm lý do.',
  none: 'Không có sự kiện nào chưa giao được.',
  count: (n: string, _count: number) => `${n} sự kiện`,
  room: 'Phòng',
  type: 'Loại sự kiện',
  oldest: 'Cũ nhất',
  stopped: 'Bên nhận đã ngừng',
  show: 'Xem từng sự kiện',
  caption: 'Sự kiện chưa giao được, cũ nhất trước',
  columns: { event: 'Sự kiện', at: 'Công bố lúc', reason: 'Lý do', attempts: 'Số lần thử', act: 'Xử lý' },
  more: 'Xem thêm',
  again: 'Giao lại',
  againAll: 'Giao lại tất cả',
  againAsk: (n: string) => `Giao lại ${n} sự kiện? Bên nhận có thể nhận một sự kiện hai lần.`,
  drop: 'Bỏ',
  dropAll: 'Bỏ tất cả',
  reason: 'Vì sao bỏ',
  reasonHint: 'Ít nhất 5 chữ; được giữ lại và ghi vào sổ cái',
  missing: 'Gõ lý do.',
  discarded: 'Đã bỏ trong 30 ngày qua',
  discardedBecause: (why: string) => `Bỏ vì: ${why}`,
};

export type DeadLettersWords = Widened<typeof deadLetters>;
export const deadLettersWords = dictionary('deadLetters', deadLetters);
