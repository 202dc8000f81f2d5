// Words of the second opinion that a language model gives on a draft of the plan.
// SPDX-License-Identifier: Apache-2.0
import { dictionary, type Widened } from '../../lib/i18n';

const opinions = {
  open: (n: string, _count: number) => `Hỏi ý kiến thứ hai về ${n} mục`,
  title: (n: string, _count: number) => `Hỏi máy thứ hai về ${n} mục đang hiện, chưa ai xác nhận?`,
  goesOut: (model: string) => `Chữ của các mục này và đề mục phía trên được gửi tới máy ngôn ngữ ${model}.`,
  changesNothing: 'Máy chỉ nêu ý kiến, không sửa gì.',
  left: (n: string, _count: number) => `Hôm nay còn ${n} lượt hỏi, mỗi lượt nhiều nhất 20 mục.`,
  go: 'Gửi đi hỏi',
  stop: 'Dừng',
  going: (done: string, all: string) => `Đang hỏi máy thứ hai: ${done} trong ${all} mục…`,
  progress: 'Số mục đã hỏi',
  heard: (n: string, _count: number) => `Máy thứ hai đã cho ý kiến về ${n} mục.`,
  away: 'Máy không trả lời; các mục còn lại chưa được hỏi.',
  unusable: (n: string, _count: number) => `Câu trả lời về ${n} mục không dùng được.`,
  thrownAway: (n: string, _count: number) => `Đã bỏ ${n} điều máy nêu mà không có trong văn bản.`,
  seeDiffering: (n: string, _count: number) => `Xem ${n} mục máy thứ hai đọc khác`,
  tagSame: 'Máy thứ hai đọc giống',
  tagDiffers: 'Máy thứ hai đọc khác',
  readsSame: 'Máy thứ hai đọc giống.',
  readsOtherwise: 'Máy thứ hai đọc khác',
  nothing: 'không phải nội dung kế hoạch',
  members: { kind: 'Loại', assignments: 'Chủ trì', due: 'Hạn', targets: 'Con số' },
  take: 'Lấy theo',
  from: (model: string, who: string, when: string) => `Ý kiến của máy ${model}, chỉ để tham khảo; ${who} hỏi ${when}.`,
};

export type OpinionWords = Widened<typeof opinions>;
export const opinionsWords = dictionary('opinions', opinions);
