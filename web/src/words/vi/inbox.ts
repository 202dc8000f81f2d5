// Words of the inbox: what needs me, what I wait for.
// SPDX-License-Identifier: Apache-2.0
import { dictionary, type Widened } from '../../lib/i18n';

const inbox = {
  title: 'Việc của tôi',
  count: (n: string, _count: number) => `${n} việc cần bạn`,
  none: 'Không có việc nào cần bạn lúc này',
  today: (weekday: string, day: string) => `${weekday}, ${day}`,
  calendar: 'Tải hạn về lịch (.ics)',
  feed: {
    title: 'Hạn trong ứng dụng lịch',
    text: 'Ứng dụng lịch trên máy hay điện thoại có thể tự đọc các hạn của bạn qua một địa chỉ riêng, không cần đăng nhập. Ai biết địa chỉ đều đọc được hạn, nên đừng gửi cho người khác.',
    make: 'Tạo địa chỉ',
    again: 'Tạo địa chỉ mới thay địa chỉ cũ',
    since: (day: string) => `Đang có một địa chỉ, tạo ngày ${day}.`,
    made: 'Đã tạo địa chỉ lịch',
    madeText: 'Chép ngay vào mục “thêm lịch từ địa chỉ” của ứng dụng lịch: địa chỉ chỉ hiện một lần này.',
    copy: 'Chép địa chỉ',
    copied: 'Đã chép',
    end: 'Thu hồi',
    ended: 'Đã thu hồi: địa chỉ cũ không còn đọc được',
    lost: 'Kiểm tra mạng rồi thử lại.',
  },
  filter: 'Lọc theo loại việc',
  detail: 'Việc đang mở',
  toList: 'Về danh sách việc',
  verbs: { check: 'Kiểm tra', returned: 'Sửa và gửi lại', figure: 'Nhập số liệu', task: 'Báo cáo tiến độ', duty: 'Thực hiện' },
  kinds: { check: 'Kiểm tra', returned: 'Bị trả lại', figure: 'Nhập số liệu', task: 'Nhiệm vụ', duty: 'Báo cáo định kỳ' },
  groups: { overdue: 'Quá hạn', returned: 'Bị trả lại để sửa', check: 'Chờ bạn kiểm tra', soon: 'Hôm nay và ngày mai', next: 'Sắp tới', open: 'Chưa báo cáo lần nào' },
  openHint: 'Văn bản không đặt hạn cho các nhiệm vụ này; cơ quan bạn chưa báo cáo tiến độ.',
  overdue: (days: string) => `Quá hạn ${days}`,
  todayWord: 'Hôm nay',
  tomorrow: 'Ngày mai',
  left: (days: string) => `Còn ${days}`,
  waited: (days: string) => `Chờ ${days}`,
  sentToday: 'Gửi hôm nay',
  returnedOn: (day: string) => `Trả lại ${day}`,
  sentBy: (person: string, agency: string) => `${person}, ${agency}`,
  reason: 'Lý do trả lại',
  draft: 'có bản nháp',
  more: (n: string) => `Hiện thêm ${n} việc`,
  duty: { title: 'Báo cáo định kỳ', text: 'Việc này làm bằng văn bản, ngoài hệ thống. Trang cơ quan ghi đủ nội dung, nơi nhận và hạn.', open: 'Xem trang cơ quan', citation: 'Căn cứ', due: 'Hạn', forPeriod: 'Của kỳ' },
  decisions: {
    title: 'Chờ bạn giải quyết',
    since: (day: string) => `từ ${day}`,
    due: (day: string) => `hạn ${day}`,
    all: (n: string) => `Hiện cả ${n} việc`,
  },
  waiting: {
    title: 'Đang chờ người khác kiểm tra',
    none: 'Không có mục nào của cơ quan bạn đang chờ kiểm tra.',
    sent: (person: string, day: string) => `${person} gửi ${day}`,
  },
  drafts: {
    title: 'Bản nháp khác trên máy này',
    kept: (when: string) => `giữ lúc ${when}`,
    drop: 'Xoá',
    dropOf: (title: string) => `Xoá bản nháp: ${title}`,
  },
  nothing: {
    officer: 'Số liệu và nhiệm vụ của cơ quan bạn đã gửi đủ. Việc mới sẽ hiện ở đây khi tới kỳ.',
    coordinator: 'Không có mục nào chờ kiểm tra. Khi cơ quan gửi số liệu, mục đó hiện ở đây.',
    other: 'Vai trò của bạn xem được số liệu và các mục đã gửi; việc nhập và kiểm tra do cán bộ và điều phối làm.',
    progress: 'Xem tiến độ chung',
    sent: 'Xem các mục đã gửi',
  },
  noneOfKind: 'Không có việc nào thuộc loại này.',
  showAll: 'Hiện tất cả',
};

export type InboxWords = Widened<typeof inbox>;
export const inboxWords = dictionary('inbox', inbox);
