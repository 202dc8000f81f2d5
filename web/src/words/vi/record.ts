// The record (sổ cái): entries about a figure, their proofs, and what checking them found.
// SPDX-License-Identifier: Apache-2.0
import { dictionary, type Widened } from '../../lib/i18n';

const record = {
  title: 'Chứng minh',
  none: 'Sổ cái không có mục nào về việc này.',
  soon: 'sẽ được niêm phong trong giây lát',
  position: (n: string) => `mục số ${n} của sổ cái`,
  check: 'Kiểm tra',
  checking: 'Đang kiểm tra trên máy này…',
  download: 'Tải chứng minh',
  holds: (index: string, size: string, origin: string) => `Đúng: máy này đã tự tính và thấy mục số ${index} nằm trong sổ cái ${size} mục, có chữ ký của ${origin}.`,
  cosigned: (names: string) => `Nhân chứng đã ký: ${names}.`,
  cosignedAt: (name: string, moment: string) => `${name} (${moment})`,
  notCosigned: (names: string) => `Nhân chứng chưa ký: ${names}.`,
  wrongs: {
    form: 'Sai: tệp chứng minh không đúng dạng.',
    key: 'Sai: khoá của sổ cái không đúng dạng.',
    signature: 'Sai: sổ cái không được ký bằng khoá đã công bố.',
    tree: 'Sai: mục này không khớp với sổ cái đã ký. Giữ lại tệp chứng minh và báo thanh tra.',
    lost: 'Chưa kiểm tra được: không lấy được tệp chứng minh. Thử lại khi có mạng.',
    unable: 'Trình duyệt này không kiểm tra được. Tải chứng minh về và chạy: banyan ledger check-proof.',
  },
  kinds: {
    figure_entered: 'Cơ quan gửi số',
    progress_entered: 'Cơ quan báo tiến độ',
    entry_accepted: 'Điều phối chấp nhận',
    entry_returned: 'Điều phối trả lại',
    entry_withdrawn: 'Cơ quan rút lại',
    figures_imported: 'Nhập từ tệp',
    figure_filled: 'Hệ thống cấp số, không ai gõ',
    request_recorded: 'Đã hỏi hệ thống qua trục liên thông',
    answer_recorded: 'Hệ thống đã trả lời',
    run_ended: 'Đã nhận tệp có chữ ký',
  },
};

export type RecordWords = Widened<typeof record>;
export const recordWords = dictionary('record', record);
