// Words of the page about maintenance of services of the data exchange.
// SPDX-License-Identifier: Apache-2.0
import { dictionary, type Widened } from '../../lib/i18n';

const maintenance = {
  title: 'Lịch bảo trì',
  lead: 'Dịch vụ nào ngừng, từ lúc nào đến lúc nào. Bên có quyền gọi được báo trước; hết giờ thì tự phục vụ lại.',
  announce: 'Báo bảo trì',
  now: 'Đang bảo trì',
  noneNow: 'Không có gì đang bảo trì.',
  ahead: 'Sắp bảo trì',
  noneAhead: 'Không có lịch nào sắp tới.',
  past: '30 ngày qua',
  whole: 'Toàn bộ trục liên thông',
  span: (from: string, until: string) => `${from} – ${until}`,
  forwards: 'Lệnh gọi vẫn được chuyển đi',
  refuses: 'Lệnh gọi nhận mã 503 và giờ gọi lại',
  states: { ahead: 'Sắp tới', lasts: 'Đang bảo trì', over: 'Đã xong', called_off: 'Đã huỷ' },
  shorten: 'Kết thúc sớm hơn',
  shortenGo: 'Rút ngắn',
  callOff: 'Huỷ lịch',
  endNow: 'Kết thúc ngay',
  callOffAsk: (name: string) => `Bỏ lịch bảo trì của “${name}”? Bên đã được báo sẽ được báo lại.`,
  subject: 'Cái gì bảo trì',
  choose: 'Chọn dịch vụ, hệ thống hoặc thành viên',
  members: 'Mọi dịch vụ của thành viên',
  systems: 'Mọi dịch vụ của hệ thống',
  services: 'Một dịch vụ',
  from: 'Từ lúc',
  fromHint: 'Để trống: từ bây giờ',
  until: 'Đến lúc',
  reasonVi: 'Lý do, tiếng Việt',
  reasonEn: 'Lý do, tiếng Anh',
  reasonHint: 'Ít nhất 5 chữ; bên gọi đọc được câu này',
  keep: 'Vẫn chuyển lệnh gọi đi trong lúc bảo trì',
  missingSubject: 'Chọn cái gì bảo trì.',
  missingUntil: 'Chọn lúc kết thúc.',
  missingReason: 'Gõ lý do.',
  go: 'Báo bảo trì',
};

export type MaintenanceWords = Widened<typeof maintenance>;
export const maintenanceWords = dictionary('maintenance', maintenance);
