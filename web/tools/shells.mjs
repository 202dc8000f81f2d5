// The HTML around each bundle, and the Content-Security-Policy that goes with it.
// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';

const digest = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** One line; only the staff's pages have a worker. `inline` are texts of <script> and <style> elements that stand in the page itself. */
export function policy({ scripts = [], styles = [], hasWorker = false } = {}) {
  return [
    "default-src 'none'",
    ["script-src 'self'", ...scripts.map(digest)].join(' '),
    ["style-src 'self'", ...styles.map(digest)].join(' '),
    ...(hasWorker ? ["worker-src 'self'"] : []),
    "img-src 'self' data:", "font-src 'self'", "connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
  ].join('; ');
}

const NOSCRIPT = `<noscript><main class="noscript"><h1>Tiến độ chiến lược chuyển đổi số</h1>
<p>Trang này cần JavaScript. Số liệu vẫn tải được: <a href="/api/v1/strategy/figures.csv">số liệu các chỉ tiêu (CSV)</a>, <a href="/api/v1/strategy/tasks.csv">các nhiệm vụ (CSV)</a>.</p>
<p lang="en">This page needs JavaScript. The data can be had without it: <a href="/api/v1/strategy/figures.csv">figures (CSV)</a>, <a href="/api/v1/strategy/tasks.csv">tasks (CSV)</a>.</p></main></noscript>`;

const DESCRIPTION = 'Tiến độ thực hiện chiến lược chuyển đổi số: từng chỉ tiêu, ai chịu trách nhiệm, số liệu lấy từ đâu, cập nhật khi nào.';

/** The server fills in the title and the first JSON at the two marks. The script is a module: it waits for what stands behind it,
 *  and what stands before the data is compressed once. */
export function shell({ fonts, head, script }) {
  const preloads = fonts.map((url) => `<link rel="preload" href="${url}" as="font" type="font/woff2" crossorigin>`).join('\n');
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="theme-color" content="#1b2550">
<meta name="description" content="${DESCRIPTION}">
<title><!--title--></title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
${preloads}
${head}
</head>
<body>
<div id="app"></div>
${NOSCRIPT}
${script}
<!--data-->
</body>
</html>
`;
}
