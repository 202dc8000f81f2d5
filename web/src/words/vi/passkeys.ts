// Words of passkeys: signing in with one, and the list of one's own.
// SPDX-License-Identifier: Apache-2.0
import { dictionary, type Widened } from '../../lib/i18n';

const passkeys = {
  title: 'Khoá truy cập',
  lead: 'Đăng nhập bằng vân tay, khuôn mặt hoặc mã PIN của máy, của điện thoại hay của khoá USB. Không có gì để gõ, nên không ai lừa lấy được.',
  signIn: 'Đăng nhập bằng khoá truy cập',
  secondStep: 'Xác nhận bằng khoá truy cập',
  unlock: 'Mở khoá bằng khoá truy cập',
  confirm: 'Xác nhận bằng khoá truy cập',
  waiting: 'Đang chờ thiết bị…',
  or: 'hoặc',
  lost: 'Kiểm tra mạng rồi thử lại.',
  secondLead: 'Mật khẩu đã đúng. Xác nhận bằng khoá truy cập, hoặc gõ một mã khôi phục.',
  secondLeadBoth: 'Mật khẩu đã đúng. Xác nhận bằng khoá truy cập, hoặc gõ mã 6 số của ứng dụng xác thực.',
  recoveryHint: 'Không có khoá bên mình? Gõ một mã khôi phục, ví dụ abcde-fghij.',
  recoveryCode: 'Mã khôi phục',
  recoveryMissing: 'Gõ một mã khôi phục.',
  secondHelp: 'Mất khoá truy cập: dùng một mã khôi phục đã cất.',
  none: 'Chưa có khoá nào.',
  name: 'Tên gợi nhớ',
  nameHint: 'Để nhận ra thiết bị, ví dụ: Máy ở phòng 204, Điện thoại.',
  nameMissing: 'Đặt tên cho khoá.',
  add: 'Thêm khoá truy cập',
  full: 'Đã đủ 10 khoá. Gỡ một khoá không dùng trước khi thêm.',
  added: (day: string) => `Thêm ngày ${day}`,
  used: (day: string) => `dùng lần cuối ngày ${day}`,
  unused: 'chưa dùng lần nào',
  mayBeCopied: 'Đồng bộ qua tài khoản của hãng',
  isSuspended: 'Đã bị ngừng: có dấu hiệu bị sao chép. Gỡ khoá này và tạo khoá mới.',
  rename: 'Đổi tên',
  renameOf: (name: string) => `Đổi tên khoá “${name}”`,
  save: 'Lưu tên',
  remove: 'Gỡ bỏ',
  removeOf: (name: string) => `Gỡ bỏ khoá “${name}”`,
  removeSure: (name: string) => `Gỡ “${name}”? Thiết bị ấy sẽ không đăng nhập được nữa.`,
  removeYes: 'Gỡ khoá này',
  back: 'Thôi',
  working: 'Đang gửi…',
  unsupported: 'Trình duyệt này không dùng được khoá truy cập. Mở trang bằng trình duyệt mới hơn, qua https.',
  authenticatorRemoved: 'Đã gỡ ứng dụng xác thực. Bước hai nay là khoá truy cập.',
  troubles: {
    cancelled: { title: 'Chưa xong.', detail: 'Bạn đã huỷ, hoặc thiết bị không có khoá phù hợp. Bấm lại để thử lần nữa, hoặc chọn cách khác.' },
    late: { title: 'Hết thời gian chờ.', detail: 'Thiết bị không trả lời trong 5 phút. Bấm lại khi đã sẵn sàng.' },
    exists: { title: 'Thiết bị này đã có khoá.', detail: 'Mỗi thiết bị chỉ cần một khoá cho tài khoản này. Dùng thiết bị khác để thêm.' },
    unsupported: { title: 'Thiết bị không dùng được.', detail: 'Thiết bị hoặc trình duyệt này không hỗ trợ loại khoá cần dùng. Chọn cách khác.' },
    elsewhere: { title: 'Địa chỉ trang không khớp.', detail: 'Khoá truy cập không dùng được ở địa chỉ này. Mở trang bằng địa chỉ chính thức, hoặc báo quản trị.' },
    broken: { title: 'Thiết bị báo lỗi.', detail: 'Thử lại; nếu vẫn vậy, khởi động lại trình duyệt hoặc chọn cách khác.' },
  },
};

export type PasskeysWords = Widened<typeof passkeys>;
export const passkeysWords = dictionary('passkeys', passkeys);
