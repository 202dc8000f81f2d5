// Words of signing in and of changing one's password.
// SPDX-License-Identifier: Apache-2.0
import { dictionary, type Widened } from '../../lib/i18n';

const signIn = {
  title: 'Đăng nhập',
  lead: 'Dành cho cán bộ, công chức nhập và kiểm tra số liệu. Xem tiến độ thì không cần đăng nhập.',
  username: 'Tên đăng nhập',
  password: 'Mật khẩu',
  show: 'Hiện mật khẩu',
  hide: 'Ẩn mật khẩu',
  caps: 'Phím Caps Lock đang bật.',
  go: 'Đăng nhập',
  going: 'Đang đăng nhập…',
  usernameMissing: 'Gõ tên đăng nhập.',
  passwordMissing: 'Gõ mật khẩu.',
  lost: 'Kiểm tra mạng rồi đăng nhập lại; những gì đã gõ vẫn còn.',
  already: (name: string) => `Bạn đang đăng nhập là ${name}.`,
  goOn: 'Tiếp tục',
  another: 'Đăng nhập tài khoản khác bên dưới sẽ thay phiên này.',
  back: 'Đăng nhập xong, bạn sẽ trở về trang đang xem.',
  help: {
    title: 'Chưa vào được?',
    typing: 'Mật khẩu có dấu tiếng Việt: bật bộ gõ trước khi gõ; bấm “Hiện mật khẩu” để kiểm tra.',
    forgot: 'Quên mật khẩu: đề nghị quản trị của cơ quan đặt lại.',
    shared: 'Dùng máy chung: nhớ đăng xuất khi xong việc.',
  },
  change: {
    title: 'Đổi mật khẩu',
    lead: 'Đổi xong, mọi phiên đăng nhập khác của bạn kết thúc ngay.',
    present: 'Mật khẩu đang dùng',
    wanted: 'Mật khẩu mới',
    wantedHint: 'Nên là một câu dài dễ nhớ, từ 12 ký tự, không chứa tên đăng nhập. Viết được tiếng Việt có dấu.',
    letters: (n: string) => `${n} ký tự`,
    presentMissing: 'Gõ mật khẩu đang dùng.',
    wantedMissing: 'Gõ mật khẩu mới.',
    go: 'Đổi mật khẩu',
    going: 'Đang đổi…',
    done: 'Đã đổi mật khẩu.',
    doneText: 'Lần sau đăng nhập bằng mật khẩu mới. Các phiên khác của bạn đã kết thúc; phiên này vẫn mở.',
    lost: 'Chưa rõ đã đổi hay chưa. Có mạng thì gửi lại; nếu máy chủ nói mật khẩu đang dùng không đúng thì mật khẩu mới đã có hiệu lực.',
  },
};

export type SignInWords = Widened<typeof signIn>;
export const signInWords = dictionary('signIn', signIn);
