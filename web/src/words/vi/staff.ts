// Words of the staff side: its frame, who is at work, what he may not do.
// SPDX-License-Identifier: Apache-2.0
import { dictionary, type Widened } from '../../lib/i18n';

const staff = {
  label: 'Nơi làm việc',
  nav: { reports: 'Báo cáo', work: 'Việc của tôi', check: 'Kiểm tra số liệu', sent: 'Số liệu đã gửi', agency: 'Cơ quan của tôi', accounts: 'Tài khoản', rights: 'Ai được làm gì', exchange: 'Liên thông dữ liệu', traffic: 'Theo dõi liên thông', filling: 'Số liệu tự động', machines: 'Hệ thống kết nối', consolidation: 'Tổng hợp báo cáo', notices: 'Thông báo', mails: 'Thư thông báo', annual: 'Lập kế hoạch năm', amendments: 'Sửa đổi kế hoạch', drafting: 'Soạn từ văn bản', delegations: 'Ủy quyền', money: 'Kinh phí', scores: 'Chấm điểm', public: 'Trang công khai', more: 'Thêm' },
  shortNav: { reports: 'Báo cáo', work: 'Việc', check: 'Kiểm tra', sent: 'Đã gửi', agency: 'Cơ quan', accounts: 'Tài khoản', rights: 'Quyền', exchange: 'Liên thông', traffic: 'Theo dõi', filling: 'Tự động', machines: 'Hệ thống', consolidation: 'Tổng hợp', notices: 'Thông báo', mails: 'Thư', annual: 'KH năm', amendments: 'Sửa đổi', drafting: 'Văn bản', delegations: 'Ủy quyền', money: 'Kinh phí', scores: 'Chấm điểm', public: 'Công khai', more: 'Thêm' },
  needs: (n: string, _count: number) => `${n} việc cần bạn`,
  roles: { citizen: 'Người dân', officer: 'Cán bộ', head: 'Lãnh đạo cơ quan', coordinator: 'Điều phối', leader: 'Lãnh đạo tỉnh', administrator: 'Quản trị' },
  sampleAccount: 'Tài khoản mẫu',
  ownAccount: 'Tài khoản của tôi',
  ownData: 'Dữ liệu của tôi',
  actingFor: (name: string) => `ủy quyền của ${name}`,
  signOut: 'Đăng xuất',
  signingOut: 'Đang đăng xuất…',
  signOutDrafts: (n: string, _count: number) => `${n} bản nháp chưa gửi trên máy này sẽ bị xoá.`,
  signOutAnyway: 'Xoá và đăng xuất',
  stay: 'Ở lại',
  signOutLost: 'Chưa đăng xuất được: máy chủ không trả lời. Phiên làm việc vẫn còn mở trên máy này.',
  back: 'Việc của tôi',
  sessionOver: {
    title: 'Phiên làm việc đã hết.',
    text: 'Nội dung bạn gõ đã được giữ trên máy này. Đăng nhập lại, bạn sẽ trở về đúng trang này.',
    again: 'Đăng nhập lại',
  },
  forbidden: {
    needs: (roles: string) => `Trang này dành cho vai trò: ${roles}.`,
    needsLead: 'Chỉ cán bộ hoặc lãnh đạo của cơ quan được giao mới nhập được mục này.',
    othersEntry: 'Mục này do cơ quan khác gửi: chỉ cơ quan đó và điều phối xem được.',
    leads: 'Cơ quan được giao',
    yours: 'Vai trò của bạn',
    noRole: 'chưa được cấp vai trò nào',
    ask: 'Nếu đây là việc của bạn, đề nghị quản trị hệ thống cấp vai trò.',
    seeIndicator: 'Xem chỉ tiêu này',
    seeTask: 'Xem nhiệm vụ này',
  },
};

export type StaffWords = Widened<typeof staff>;
export const staffWords = dictionary('staff', staff);
