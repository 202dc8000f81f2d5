// Words of the page about certificates of the exchange's own authority.
// SPDX-License-Identifier: Apache-2.0
import { dictionary, type Widened } from '../../lib/i18n';

const certificates = {
  title: 'Chứng thư của các hệ thống',
  lead: 'Hệ thống kết nối trục liên thông bằng chứng thư. Cơ quan gửi yêu cầu, quản trị viên duyệt; khoá bí mật không rời khỏi hệ thống của cơ quan.',
  noAuthority: 'Chưa có cơ quan chứng thực nội bộ',
  noAuthorityText: 'Gửi yêu cầu được ngay; muốn cấp, người quản trị máy chủ chạy một lần:',
  authorityUntil: (day: string) => `Cơ quan chứng thực nội bộ, hết hạn ngày ${day}.`,
  authorityFile: 'Chứng thư gốc',
  crlFile: 'Danh sách thu hồi',
  ask: 'Gửi yêu cầu cấp hoặc gia hạn',
  noSystems: 'Chưa hệ thống nào của cơ quan bạn được khai báo.',
  system: 'Hệ thống',
  chooseSystem: 'Chọn hệ thống.',
  codeOfSystem: 'mã hệ thống',
  pem: 'Yêu cầu (PKCS#10, dạng PEM)',
  pemHint: 'Tạo trên máy của hệ thống rồi dán vào đây; tệp khoá giữ lại trên máy đó:',
  pemMissing: 'Dán yêu cầu cấp chứng thư.',
  send: 'Gửi yêu cầu',
  waiting: 'Chờ duyệt',
  noneWaiting: 'Không có yêu cầu nào chờ duyệt.',
  asked: (day: string) => `gửi ngày ${day}`,
  states: { waiting: 'Chờ duyệt', issued: 'Đã cấp', refused: 'Bị từ chối' } as Record<string, string>,
  approve: 'Duyệt và cấp',
  approveAsk: (name: string) => `Cấp chứng thư cho “${name}”? Hệ thống giữ khoá này gọi được ngay.`,
  refuse: 'Từ chối',
  reason: 'Lý do',
  reasonMissing: 'Ghi lý do.',
  issued: 'Đã cấp',
  noneIssued: 'Chưa cấp chứng thư nào.',
  refusedOnes: 'Bị từ chối',
  certificateStates: { holds: 'Đang dùng được', soon: 'Sắp hết hạn', unpinned: 'Đã gỡ khỏi hệ thống', ended: 'Đã hết hạn', revoked: 'Đã thu hồi' },
  left: (n: string, _count: number) => `còn ${n} ngày`,
  until: (day: string) => `hạn ${day}`,
  fetch: 'Tải chứng thư',
  revoke: 'Thu hồi',
};

export type CertificatesWords = Widened<typeof certificates>;
export const certificatesWords = dictionary('certificates', certificates);
