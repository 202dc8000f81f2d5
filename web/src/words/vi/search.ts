// Words of the search page.
// SPDX-License-Identifier: Apache-2.0
import { dictionary, type Widened } from '../../lib/i18n';

const search = {
  title: 'Tìm kiếm',
  titleFor: (q: string) => `“${q}” – Tìm kiếm`,
  label: 'Từ cần tìm',
  hint: 'Chỉ tiêu, nhiệm vụ, mục tiêu, văn bản, cơ quan hoặc xã, phường; hoặc một câu hỏi. Gõ không dấu cũng được: “na hang” tìm ra “Nà Hang”.',
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
  views: { label: 'Cách tìm', items: 'Theo mục', passages: 'Đoạn trong văn bản', ask: 'Hỏi đáp' },
  passages: {
    kinds: { objective: 'Mục tiêu', indicator: 'Chỉ tiêu', task: 'Nhiệm vụ', duty: 'Chế độ báo cáo', text: 'Nguyên văn' },
    found: (n: string, _total: number, q: string) => `${n} đoạn có đủ các từ “${q}”`,
    foundMany: (shown: string, total: string, q: string) => `Đoạn ${shown} trong ${total} đoạn có đủ các từ “${q}”, sát nhất trước`,
    none: (q: string) => `Không đoạn nào có đủ các từ “${q}”. Thử bớt từ, bỏ bộ lọc, hoặc chuyển sang Hỏi đáp.`,
    document: 'Văn bản',
    allDocuments: 'Mọi văn bản',
  },
  ask: {
    questions: ['Ai chủ trì phủ sóng 5G?', 'Khi nào gửi kế hoạch chuyển đổi số năm sau?', 'Phủ sóng 5G đến năm 2030 đạt bao nhiêu?'].join('; '),
    orAsk: 'Hoặc hỏi một câu:',
    quotes: 'Đoạn trích',
    quotesHint: (words: string) => `Các đoạn sát nhất với “${words}”, đúng như đang lưu ở đây, kèm nơi trong văn bản.`,
    none: 'Không có đoạn nào trả lời câu hỏi này',
    noneText: (words: string) => `Đã tìm “${words}” trong các văn bản đang có. Hỏi bằng những từ mà văn bản hay dùng, hoặc hỏi ngắn hơn.`,
    composing: 'Máy đang soạn câu trả lời từ các đoạn trích bên dưới…',
    notComposed: 'Lần này máy không soạn được câu trả lời đứng vững trên các đoạn trích. Mời đọc các đoạn trích.',
    composed: 'Câu trả lời do máy soạn',
    composedHint: (model: string) => `Do máy (${model}) soạn từ đúng các đoạn trích bên dưới, có thể hiểu sai ý. Đọc đoạn trích trước khi dùng.`,
    toQuote: (n: string) => `Tới đoạn trích ${n}`,
  },
};

export type SearchWords = Widened<typeof search>;
export const searchWords = dictionary('search', search);
