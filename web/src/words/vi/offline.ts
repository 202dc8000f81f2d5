// Words of working without a network: copies, what waits to be sent, two who wrote the same thing.
// SPDX-License-Identifier: Apache-2.0
import { dictionary, type Widened } from '../../lib/i18n';

const offline = {
  title: 'Chưa gửi được',
  hint: 'Đang giữ trên máy này, chưa ai khác thấy. Có mạng thì tự gửi; đăng xuất thì mất.',
  since: (when: string) => `bấm gửi lúc ${when}`,
  sendNow: 'Gửi ngay',
  bar: {
    copy: (when: string) => `Máy chủ chưa trả lời: trang này là bản giữ trên máy lúc ${when}.`,
    waiting: (n: string, _count: number) => `${n} mục chưa gửi được, đang giữ trên máy này`,
    refused: (n: string, _count: number) => `${n} mục máy chủ không nhận, cần bạn xem`,
  },
  states: {
    waiting: (time: string) => `Chưa gửi; thử lại lúc ${time}`,
    signedOut: 'Chưa gửi; đăng nhập lại để gửi',
    refused: 'Máy chủ không nhận: mở biểu mẫu để sửa',
    conflict: 'Có bản khác được gửi hoặc lưu trước: mở để xem hai bên',
  },
  queued: {
    title: 'Chưa gửi được, đang giữ trên máy này',
    text: 'Trang tự thử lại khi có mạng và theo giờ bên dưới; bạn có thể đóng trang hoặc làm việc khác. Chỉ coi là đã gửi khi trang báo máy chủ đã ghi.',
    signedOut: 'Phiên làm việc đã hết. Đăng nhập lại thì trang tự gửi, không phải nhập lại.',
    edit: 'Sửa lại trước khi gửi',
  },
  refusedTitle: 'Máy chủ không nhận lần gửi này. Sửa rồi gửi lại.',
  conflictTitle: 'Trong lúc máy bạn không có mạng, mục này đã thay đổi.',
  sides: {
    caption: 'So sánh hai bản',
    mine: 'Của bạn',
    theirs: 'Bản kia',
    value: 'Giá trị',
    source: 'Nguồn',
    reason: 'Lý do sửa',
    note: 'Ghi chú',
    product: 'Sản phẩm',
    who: 'Ai, lúc nào',
    you: 'Bạn, chưa gửi',
    recorded: (revision: string, when: string) => `Đã ghi nhận, lần ghi ${revision}, ${when}`,
    waiting: (person: string, when: string) => `${person}, đang chờ kiểm tra, gửi ${when}`,
    takeTheirs: 'Bỏ bản của tôi',
    keepBoth: 'Gửi bản của tôi, ghi bản kia vào ghi chú',
    see: 'Xem bản kia',
    noted: (value: string, who: string) => `Bản khác của mục này: ${value} (${who}).`,
  },
};

export type OfflineWords = Widened<typeof offline>;
export const offlineWords = dictionary('offline', offline);
