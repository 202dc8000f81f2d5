// Words of the list of agencies.
// SPDX-License-Identifier: Apache-2.0
import { dictionary, type Widened } from '../../lib/i18n';

const agencies = {
  title: 'Cơ quan',
  eyebrow: 'Ai chịu trách nhiệm',
  behind: (n: string, total: string, _count: number) => `${n} trong ${total} cơ quan có chỉ tiêu chậm hoặc nhiệm vụ quá hạn`,
  noneBehind: (total: string) => `Không cơ quan nào trong ${total} cơ quan có việc chậm hay quá hạn`,
  nothing: 'Chưa cơ quan nào được giao việc',
  lead: 'Mỗi dòng là một cơ quan đang chủ trì việc trong các văn bản đã nạp. Nơi nhiều việc chậm, quá hạn đứng trước; rồi tới cần chú ý, chưa có số liệu, chưa báo cáo.',
  nothingText: 'Danh sách này lấy từ phân công trong các văn bản. Quản trị nạp văn bản bằng lệnh “banyan plan load”.',
  group: 'Loại cơ quan',
  groups: { provincial: 'Sở, ban, ngành', vertical: 'Ngành dọc', commune: 'Xã, phường', other: 'Hội, đơn vị khác' },
  kinds: {
    committee: 'Ủy ban nhân dân tỉnh', office: 'Văn phòng', department: 'Sở', inspectorate: 'Thanh tra', board: 'Ban quản lý', unit: 'Đơn vị trực thuộc', vertical: 'Cơ quan ngành dọc', media: 'Báo chí',
    district: 'Ủy ban nhân dân cấp huyện', commune: 'Ủy ban nhân dân cấp xã', steering: 'Ban chỉ đạo', association: 'Hội, hiệp hội', school: 'Trường',
  },
  filter: 'Tìm theo tên',
  filterHint: 'gõ không dấu cũng được',
  found: (n: string, total: string) => `${n} trong ${total} cơ quan`,
  noneFound: 'Không có cơ quan nào khớp.',
  showAll: 'Bỏ lọc',
  caption: 'Cơ quan, số chỉ tiêu và số nhiệm vụ chủ trì theo trạng thái',
  agency: 'Cơ quan',
  indicators: 'Chỉ tiêu chủ trì',
  tasks: 'Nhiệm vụ chủ trì',
  total: 'Tổng',
  indicatorsOf: (n: string, _count: number) => `${n} chỉ tiêu`,
  tasksOf: (n: string, _count: number) => `${n} nhiệm vụ`,
  sort: 'Sắp theo',
  sorts: { worst: 'Nơi cần chú ý trước', name: 'Tên', indicators: 'Số chỉ tiêu', tasks: 'Số nhiệm vụ' },
  most: (status: string) => `Nhiều nhất: ${status}`,
  former: {
    title: 'Cơ quan đã sáp nhập hoặc kết thúc',
    text: 'Có mặt khi văn bản ban hành, nay không còn. Việc giao cho các nơi này do cơ quan kế tiếp trả lời.',
    agency: 'Cơ quan cũ',
    ended: 'Kết thúc',
    heirs: 'Cơ quan trả lời hôm nay',
    noHeir: 'Không có cơ quan nào tiếp nhận toàn bộ; văn bản không nêu.',
    empty: 'Mọi cơ quan được giao việc trong các văn bản đều còn.',
  },
  idle: {
    title: 'Cơ quan chưa chủ trì việc nào',
    text: 'Trong các văn bản đã nạp. Có thể vẫn phối hợp hoặc theo dõi.',
  },
};

export type AgenciesWords = Widened<typeof agencies>;
export const agenciesWords = dictionary('agencies', agencies);
