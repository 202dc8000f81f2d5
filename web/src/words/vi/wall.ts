// Words of the wall of the operations room.
// SPDX-License-Identifier: Apache-2.0
import { dictionary, type Widened } from '../../lib/i18n';

const wall = {
  title: 'Màn hình điều hành',
  heading: (place: string) => `Tiến độ chuyển đổi số ${place}`,
  cutOn: (day: string) => `Số liệu chốt ${day}`,
  nextDue: (day: string) => `kỳ gửi tới ${day}`,
  counts: 'Số chỉ tiêu theo trạng thái',
  worst: (shown: string, total: string) => `${shown} chỉ tiêu cần chú ý nhất trong ${total}`,
  all: (total: string) => `${total} chỉ tiêu`,
  path: (value: string) => `Lộ trình ${value}`,
  target: (year: string, value: string) => `${year}: ${value}`,
  others: (name: string, n: string) => `${name} và ${n} nơi khác`,
  noOwner: 'Văn bản không nêu cơ quan',
  due: (day: string) => `hạn ${day}`,
  staleText: (period: string, days: string) => `Thiếu số ${period}, quá hạn ${days}`,
  map: (title: string) => `${title} theo xã, phường`,
  tasks: 'Nhiệm vụ và hạn sắp tới',
  taskCounts: 'Số nhiệm vụ theo tình trạng',
  overdueFor: (days: string) => `quá hạn ${days}`,
  left: (days: string) => `còn ${days}`,
  leftToday: 'hạn hôm nay',
  noDue: 'Không có việc nào quá hạn hay sắp đến hạn.',
  live: (time: string) => `Cập nhật lúc ${time}; tự làm mới mỗi phút`,
  lost: (time: string) => `Mất kết nối. Đang hiện số liệu lúc ${time}`,
  nothing: 'Chưa có kế hoạch nào được nạp.',
  back: 'Về trang Tiến độ',
  fullScreen: 'Toàn màn hình',
  now: 'Bây giờ',
};

export type WallWords = Widened<typeof wall>;
export const wallWords = dictionary('wall', wall);
