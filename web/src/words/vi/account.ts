// Words of what a person signs in with: the second step, the authenticator, recovery codes, a locked session.
// SPDX-License-Identifier: Apache-2.0
import { dictionary, type Widened } from '../../lib/i18n';

const account = {
  title: 'Tài khoản của tôi',
  lead: 'Những gì bạn dùng để đăng nhập.',
  second: {
    title: 'Xác nhận bước hai',
    lead: 'Mật khẩu đã đúng. Mở ứng dụng xác thực trên điện thoại và gõ mã 6 số đang hiện.',
    code: 'Mã xác nhận',
    codeHint: 'Mất điện thoại? Gõ một mã khôi phục, ví dụ abcde-fghij.',
    codeMissing: 'Gõ mã 6 số hoặc một mã khôi phục.',
    go: 'Xác nhận',
    going: 'Đang xác nhận…',
    startOver: 'Đăng nhập lại từ đầu',
    lost: 'Kiểm tra mạng rồi xác nhận lại.',
    help: {
      title: 'Không có mã?',
      clock: 'Mã báo sai dù gõ đúng: đặt giờ điện thoại ở chế độ tự động.',
      phone: 'Mất hoặc đổi điện thoại: dùng một mã khôi phục đã cất.',
      none: 'Mất cả hai: đề nghị quản trị của cơ quan gỡ yếu tố thứ hai.',
    },
  },
  enrol: {
    title: 'Thiết lập bước hai',
    lead: (role: string) => `Vai trò ${role} phải đăng nhập bằng hai yếu tố. Làm một lần, khoảng hai phút.`,
  },
  locked: {
    title: 'Mở khoá phiên',
    lead: (name: string) => `Phiên của ${name} đã khoá vì lâu không có thao tác. Gõ mật khẩu để làm tiếp.`,
    go: 'Mở khoá',
    going: 'Đang mở…',
    other: 'Không phải bạn? Đăng xuất',
  },
  confirm: {
    title: 'Xác nhận là bạn',
    lead: 'Đã lâu từ lúc đăng nhập. Gõ lại mật khẩu trước khi đổi cách đăng nhập.',
    go: 'Xác nhận',
  },
  password: { title: 'Mật khẩu', since: (day: string) => `Đặt ngày ${day}.`, change: 'Đổi mật khẩu' },
  authenticator: {
    title: 'Ứng dụng xác thực',
    off: 'Chưa thiết lập. Thêm bước hai thì kẻ biết mật khẩu của bạn cũng không vào được.',
    on: (day: string) => `Đang dùng từ ngày ${day}.`,
    must: 'Vai trò của bạn bắt buộc có yếu tố thứ hai, nên không tự gỡ được.',
    begin: 'Thiết lập',
    beginning: 'Đang chuẩn bị…',
    remove: 'Gỡ bỏ',
    removing: 'Đang gỡ…',
    removed: 'Đã gỡ. Từ nay chỉ cần mật khẩu.',
    stepScan: '1. Quét mã này bằng ứng dụng xác thực trên điện thoại (Google Authenticator, Microsoft Authenticator, FreeOTP…).',
    picture: 'Mã QR để ứng dụng xác thực quét',
    cannotScan: 'Không quét được? Gõ khoá này vào ứng dụng:',
    onPhone: 'Đang dùng chính điện thoại này?',
    open: 'Mở trong ứng dụng xác thực',
    stepCode: '2. Gõ mã 6 số mà ứng dụng hiện ra.',
    code: 'Mã 6 số',
    codeMissing: 'Gõ mã 6 số đang hiện trong ứng dụng.',
    go: 'Bật bước hai',
    going: 'Đang kiểm tra…',
    lost: 'Kiểm tra mạng rồi gửi lại.',
  },
  recovery: {
    title: 'Mã khôi phục',
    left: (n: string) => `Còn ${n} mã chưa dùng.`,
    none: 'Không còn mã nào. Tạo mã mới trước khi mất điện thoại.',
    keep: 'Cất các mã này ở nơi an toàn',
    keepText: 'Mỗi mã thay cho ứng dụng xác thực một lần, khi mất điện thoại. Chúng chỉ hiện lúc này; máy chủ không giữ bản đọc được.',
    copy: 'Sao chép',
    copied: 'Đã sao chép.',
    print: 'In',
    kept: 'Tôi đã cất, tiếp tục',
    renew: 'Tạo mã mới',
    renewing: 'Đang tạo…',
    renewText: 'Tạo mã mới thì các mã cũ hết hiệu lực.',
  },
};

export type AccountWords = Widened<typeof account>;
export const accountWords = dictionary('account', account);
