// Words of the administrators' page about mails that did not go.
// SPDX-License-Identifier: Apache-2.0
import { dictionary, type Widened } from '../../lib/i18n';

const mails = {
  title: 'Thư thông báo',
  lead: 'Thư nào chưa gửi được, vì sao, và ai đang nhận thư. Địa chỉ của từng người không hiện ở đây.',
  off: 'Hệ thống này chưa gửi thư.',
  offText: 'Đặt mail.server, mail.from và site.address trong banyan.conf để gửi.',
  counts: { waiting: 'Đang chờ gửi', sent: 'Đã gửi', failed: 'Không gửi được' },
  troubled: 'Thư chưa gửi được',
  noneTroubled: 'Không có thư nào gặp trục trặc.',
  caption: 'Thư chưa gửi được, mới nhất trước',
  columns: { made: 'Thư', state: 'Tình trạng', said: 'Máy chủ trả lời', act: 'Làm gì' },
  purposes: { notices: 'Thông báo', confirm: 'Mã xác nhận' },
  states: { waiting: 'Đang thử lại', sent: 'Đã gửi', refused: 'Bị từ chối', dead: 'Đã thôi thử' },
  attempts: (n: string, _count: number) => `đã thử ${n} lần`,
  next: (when: string) => `thử lại lúc ${when}`,
  again: 'Gửi lại',
  againOf: (name: string) => `Gửi lại thư của ${name}`,
  sending: 'Đang gửi…',
  done: 'Thư đã vào hàng chờ, sẽ được gửi ngay.',
  gone: 'người nhận không còn địa chỉ',
  readers: 'Người nhận thư',
  noReaders: 'Chưa ai xác nhận địa chỉ.',
  readersCaption: 'Người nhận thư và nhịp gửi',
  readerColumns: { name: 'Người', confirmed: 'Địa chỉ', rhythm: 'Nhịp gửi', trouble: 'Trục trặc gần nhất' },
  confirmed: (day: string) => `xác nhận ngày ${day}`,
  isWaiting: 'chờ mã xác nhận',
  noTrouble: 'không',
  lost: 'Kiểm tra mạng rồi bấm lại.',
};

export type MailsWords = Widened<typeof mails>;
export const mailsWords = dictionary('mails', mails);
