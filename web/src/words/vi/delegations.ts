// Words of delegating a role and taking it back.
// SPDX-License-Identifier: Apache-2.0
import { dictionary, type Widened } from '../../lib/i18n';

const delegations = {
  title: 'Ủy quyền',
  lead: 'Giao vai trò của mình cho người cùng cơ quan trong một số ngày, theo văn bản ủy quyền. Người nhận không ủy quyền lại được.',
  give: 'Giao ủy quyền',
  giveNone: 'Bạn không có vai trò nào giao được cho người khác.',
  alone: 'Cơ quan bạn chưa có người khác có vai trò để giao. Đề nghị quản trị thêm tài khoản.',
  role: 'Vai trò giao đi',
  account: 'Người nhận',
  choose: 'Chọn người nhận',
  from: 'Từ ngày',
  to: 'Đến hết ngày',
  dayHint: 'Viết kiểu 31/12/2026.',
  reason: 'Văn bản ủy quyền',
  reasonHint: 'Ví dụ “Quyết định ủy quyền số 45/QĐ-SKHCN ngày 20/11/2026”.',
  eyes: 'Trong những ngày đó, người nhận không được kiểm tra số liệu do bạn gửi, và ngược lại.',
  go: 'Giao ủy quyền',
  going: 'Đang ghi…',
  done: 'Đã giao ủy quyền.',
  lost: 'Chưa chắc máy chủ đã ghi: tải lại trang để xem trước khi làm lại.',
  wrongs: { account: 'Chọn người nhận.', from: 'Ghi ngày bắt đầu, kiểu 31/12/2026.', to: 'Ghi ngày cuối, kiểu 31/12/2026.', reason: 'Ghi văn bản ủy quyền, ít nhất 5 ký tự.' },
  given: 'Đã giao',
  givenEmpty: 'Bạn chưa giao ủy quyền nào.',
  givenTo: (name: string) => `Giao cho ${name}`,
  received: 'Đã nhận',
  receivedEmpty: 'Bạn chưa nhận ủy quyền nào.',
  takeBack: 'Thu lại',
  takeBackOf: (name: string) => `Thu lại ủy quyền đã giao cho ${name}`,
  giveBack: 'Trả lại',
  giveBackOf: (name: string) => `Trả lại ủy quyền của ${name}`,
  sure: 'Ủy quyền hết hiệu lực ngay. Muốn tiếp tục phải giao lại.',
  cancel: 'Thôi',
};

export type DelegationsWords = Widened<typeof delegations>;
export const delegationsWords = dictionary('delegations', delegations);
