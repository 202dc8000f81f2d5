// The sign of the product: a banyan, its crown and its roots. The province's own emblem needs the province's leave.
// SPDX-License-Identifier: Apache-2.0

export function Brand({ size = 40 }: { size?: number }) {
  return (
    <svg class="brand-sign" width={size} height={size} viewBox="0 0 40 40" aria-hidden="true">
      <rect width="40" height="40" rx="9" fill="#1b2550" />
      <g fill="none" stroke-linecap="round" stroke-width="2.4">
        <path stroke="#fff" d="M5.8 20C6.3 12 12 6.5 20 6.5S33.7 12 34.2 20M11 20c.5-5 4-8.4 9-8.4s8.5 3.4 9 8.4" />
        <path stroke="#e0a92e" d="M16.2 20c.3-2.1 1.7-3.4 3.8-3.4s3.5 1.3 3.8 3.4c0 5.5 1.7 10 5.7 13.5M16.2 20c0 5.5-1.7 10-5.7 13.5M20 22.5v11M11 24.3v3.7M29 24.3v3.7" />
      </g>
    </svg>
  );
}
