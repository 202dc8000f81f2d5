// Words of what is kept of oneself, and who read it.
// SPDX-License-Identifier: Apache-2.0
import { dictionary, type Widened } from '../../lib/i18n';

const ownData = {
  title: 'Dữ liệu của tôi',
  lead: 'Những gì hệ thống giữ về bạn, và ai đã xem.',
  kept: 'Hệ thống giữ gì về bạn',
  keptText: 'Sai tên hoặc chức vụ: đề nghị quản trị hệ thống sửa.',
  reads: 'Ai đã xem dữ liệu của tôi',
  readsLead: (months: string) => `Mỗi lần người khác mở dữ liệu của bạn qua trang quản trị đều được ghi, giữ ${months} tháng.`,
  readsEmpty: 'Chưa có ai khác xem dữ liệu của bạn.',
  more: 'Chỉ liệt kê 200 lần gần nhất.',
  caption: 'Những lần dữ liệu của bạn được xem',
  columns: { when: 'Lúc', who: 'Ai', why: 'Để làm gì', where: 'Ở đâu' },
  routes: {
    'GET /people/accounts': 'Danh sách tài khoản',
    'GET /people/accounts/{id}': 'Trang tài khoản của bạn',
    'GET /people/who-may': 'Trang “Ai được làm việc này?”',
  },
  events: 'Hoạt động của tài khoản',
  eventsLead: (months: string) => `Đăng nhập và thay đổi cách đăng nhập, giữ ${months} tháng. Sổ cái công khai chỉ giữ mã băm của từng dòng, không nêu tên ai.`,
  eventsCaption: 'Những gì đã xảy ra với tài khoản của bạn',
  eventColumns: { when: 'Lúc', what: 'Việc', how: 'Bằng', from: 'Từ địa chỉ' },
  kinds: {
    'people.signed_in': 'Đăng nhập',
    'people.password_changed': 'Đổi mật khẩu',
    'people.factor_added': 'Thêm yếu tố thứ hai',
    'people.factor_removed': 'Gỡ yếu tố thứ hai',
    'people.recovery_codes_made': 'Tạo mã khôi phục mới',
    'people.passkey_suspended': 'Ngừng một khoá truy cập có bản sao',
    'people.link_added': 'Liên kết nơi đăng nhập khác',
    'people.link_removed': 'Bỏ liên kết nơi đăng nhập khác',
  },
  ways: { password: 'mật khẩu', totp: 'ứng dụng xác thực', recovery: 'mã khôi phục', passkey: 'khoá truy cập', all: 'tất cả' },
  notYou: 'Thấy việc không phải của bạn: đổi mật khẩu ngay, rồi kết thúc các phiên khác ở “Tài khoản của tôi”.',
  ask: 'Thấy lần xem không rõ lý do: hỏi người đó, hoặc báo đơn vị bảo vệ dữ liệu cá nhân của tỉnh.',
};

export type OwnDataWords = Widened<typeof ownData>;
export const ownDataWords = dictionary('ownData', ownData);
