// Words of signing in elsewhere: the buttons, the way back, links with one's own account.
// SPDX-License-Identifier: Apache-2.0
import { dictionary, type Widened } from '../../lib/i18n';

const providers = {
  or: 'hoặc',
  go: (place: string) => `Đăng nhập bằng ${place}`,
  going: (place: string) => `Đang chuyển đến ${place}…`,
  back: {
    title: 'Trở lại từ nơi xác thực',
    working: 'Đang kiểm tra xác nhận danh tính…',
    workingText: 'Thường mất một, hai giây. Đừng đóng trang này.',
    unknown: (place: string) => `${place} đã xác nhận bạn`,
    as: (name: string) => `Tên ghi ở đó: ${name}.`,
    first: 'Danh tính này chưa liên kết với tài khoản nào ở đây. Nếu đã có tài khoản, đăng nhập bằng mật khẩu một lần để liên kết; lần sau không cần mật khẩu nữa.',
    signIn: 'Đăng nhập để liên kết',
    makeTitle: 'Chưa từng có tài khoản?',
    makeText: 'Một tài khoản người dân sẽ được tạo với tên ghi ở trên. Cán bộ, công chức không dùng cách này.',
    make: 'Tạo tài khoản người dân',
    making: 'Đang tạo…',
    ask: (place: string) => `Liên kết ${place} với tài khoản này?`,
    account: (name: string, username: string) => `Tài khoản: ${name} (${username}).`,
    means: (place: string) => `Đồng ý thì ai đăng nhập được ${place} bằng danh tính trên cũng vào được tài khoản này. Gỡ liên kết bất cứ lúc nào ở trang Tài khoản của tôi.`,
    link: 'Đồng ý liên kết',
    linking: 'Đang liên kết…',
    refuse: 'Không liên kết',
    over: 'Không có lần xác thực nào đang chờ: đã quá 10 phút, hoặc đã làm xong ở cửa sổ khác.',
    again: 'Về trang Đăng nhập',
    accountPage: 'Về trang Tài khoản',
  },
  links: {
    title: 'Liên kết đăng nhập',
    none: 'Chưa liên kết với nơi xác thực nào.',
    since: (day: string) => `Liên kết từ ngày ${day}.`,
    add: (place: string) => `Liên kết tài khoản ${place}`,
    remove: 'Gỡ liên kết',
    removing: 'Đang gỡ…',
    removed: 'Đã gỡ. Các phiên mở từ liên kết này đã kết thúc.',
    only: 'Đây là cách đăng nhập duy nhất nên chưa gỡ được: tài khoản không có mật khẩu, cũng không có khoá truy cập.',
    confirm: 'Xác nhận lại là bạn rồi mới thêm hoặc gỡ được liên kết.',
    confirmAt: (place: string) => `Xác nhận bằng ${place}`,
    lost: 'Kiểm tra mạng rồi làm lại.',
  },
};

export type ProvidersWords = Widened<typeof providers>;
export const providersWords = dictionary('providers', providers);
