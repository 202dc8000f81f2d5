// Words of the search page.
// SPDX-License-Identifier: Apache-2.0
import { dictionary, type Widened } from '../../lib/i18n';

const search = {
  title: 'Tìm kiếm',
  titleFor: (q: string) => `“${q}” – Tìm kiếm`,
  label: 'Từ cần tìm',
  hint: 'Chỉ tiêu, nhiệm vụ, mục tiêu, văn bản, cơ quan hoặc xã, phường. Gõ không dấu cũng được: “na hang” tìm ra “Nà Hang”.',
  found: (n: string, _total: number, q: string) => `${n} kết quả cho “${q}”`,
  foundMany: (shown: string, total: string, q: string) => `Hiện ${shown} kết quả sát nhất trong ${total} kết quả cho “${q}”`,
  foundMost: (shown: string, total: string, q: string) => `Hiện ${shown} kết quả sát nhất; có từ ${total} kết quả trở lên cho “${q}”`,
  narrow: 'Gõ thêm từ để thu hẹp.',
  kinds: { indicator: 'Chỉ tiêu', task: 'Nhiệm vụ', objective: 'Mục tiêu', document: 'Văn bản', agency: 'Cơ quan', place: 'Xã, phường' },
  formerly: 'trước 01/07/2025 thuộc',
  byKind: 'Lọc theo loại',
  moreTasks: 'Lọc tiếp trong danh sách nhiệm vụ',
  empty: 'Bạn cần tìm gì?',
  emptyText: 'Gõ một vài từ vào ô trên, hoặc thử:',
  samples: ['5G', 'kỹ năng số', 'Sở Tài chính', 'dữ liệu', 'Nà Hang', '1539/QĐ-UBND'].join('; '),
  short: 'Từ cần tìm quá ngắn',
  shortText: 'Gõ ít nhất hai chữ cái hoặc chữ số.',
  long: 'Từ cần tìm quá dài',
  longText: 'Gõ không quá 100 ký tự.',
  none: (q: string) => `Không có gì khớp với “${q}”`,
  noneText: 'Mọi từ đã gõ phải cùng có trong một mục. Thử bớt từ, hoặc tìm riêng từng từ:',
  noneOne: 'Xem lại chính tả, hoặc thử một từ khác.',
  browse: 'Hoặc xem theo danh mục',
  browseText: {
    plan: 'Hai văn bản, từng mục, từng đoạn',
    tasks: 'Ai làm gì, hạn bao giờ, tới đâu',
    agencies: 'Mỗi cơ quan chịu trách nhiệm những gì',
    map: 'Số liệu của từng xã, phường',
  },
};

export type SearchWords = Widened<typeof search>;
export const searchWords = dictionary('search', search);
