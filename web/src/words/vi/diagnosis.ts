// Words of the connection test of the data exchange.
// SPDX-License-Identifier: Apache-2.0
import { dictionary, type Widened } from '../../lib/i18n';

const diagnosis = {
  title: 'Kiểm tra kết nối',
  lead: 'Trục thử đường tới hệ thống cung cấp, từng bước một. Không dữ liệu nào được gửi đi.',
  asking: 'Đang thử, tối đa 15 giây…',
  again: 'Thử lại',
  fine: 'Kết nối tốt',
  known: 'Đã biết, không phải làm gì',
  whose: { nobody: 'Không phải làm gì', ours: 'Việc của trục', network: 'Việc của mạng', provider: 'Việc của bên cung cấp' },
  caption: 'Các bước đã thử',
  columns: { step: 'Bước', state: 'Kết quả', took: 'Thời gian' },
  steps: { open: 'Trục mở', registered: 'Đăng ký', enabled: 'Bật', maintenance: 'Bảo trì', circuit: 'Tạm ngắt', name: 'Tên máy', connection: 'Kết nối', tls: 'TLS', http: 'Trả lời' },
  states: { ok: 'Qua', bad: 'Không qua', skipped: 'Bỏ qua' },
  ms: (n: string) => `${n} ms`,
  certificate: 'Dấu vân SHA-256 của chứng thư bên kia',
};

export type DiagnosisWords = Widened<typeof diagnosis>;
export const diagnosisWords = dictionary('diagnosis', diagnosis);
