// Words of the page that a link in a mail leads to: an end to mails, without signing in.
// SPDX-License-Identifier: Apache-2.0
import { dictionary, type Widened } from '../../lib/i18n';

const unsubscribe = {
  title: 'Ngừng nhận thư',
  lead: 'Bạn sẽ không nhận thư thông báo nào nữa ở địa chỉ đã nhận thư này. Thông báo vẫn có trên trang Thông báo khi bạn đăng nhập.',
  go: 'Ngừng nhận thư',
  going: 'Đang ghi…',
  done: 'Bạn sẽ không nhận thư thông báo nữa.',
  doneText: 'Muốn nhận lại, đăng nhập rồi chọn nhịp gửi ở trang Thông báo.',
  wishes: 'Chọn cách nhận thư',
  lost: 'Chưa ghi được: kiểm tra mạng rồi bấm lại.',
};

export type UnsubscribeWords = Widened<typeof unsubscribe>;
export const unsubscribeWords = dictionary('unsubscribe', unsubscribe);
