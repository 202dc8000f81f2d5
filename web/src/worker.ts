// The service worker: opens the pages of the staff without a network. It keeps what is the same for everybody, the shell and the
// files it needs, and nothing of any person; a person's own things stand in IndexedDB (lib/shelf).
// SPDX-License-Identifier: Apache-2.0

/** Filled in by build.mjs. */
declare const SHELL: string;
declare const POLICY: string;
declare const FILES: readonly string[];
declare const BUILD: string;

interface LifeEvent extends Event {
  waitUntil: (what: Promise<unknown>) => void;
}

interface RequestEvent extends LifeEvent {
  request: Request;
  respondWith: (answer: Promise<Response>) => void;
}

interface Worker {
  addEventListener: ((name: 'install' | 'activate', heard: (event: LifeEvent) => void) => void) & ((name: 'fetch', heard: (event: RequestEvent) => void) => void);
  skipWaiting: () => Promise<void>;
  location: Location;
}

const worker = self as unknown as Worker;
const PREFIX = 'banyan-shell-', CACHE = PREFIX + BUILD;
const PATIENCE_MS = 4_000, BAD_GATEWAY = 502;
const STAFF = /^\/(viec|nhap|kiem-tra|bao-cao|tong-hop|che-do-bao-cao)(\/|$)/;

/** All or nothing: a shell without one of its files would be a blank page in the mountains. */
async function install(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll(FILES.map((file) => new Request(file, { cache: 'no-cache' })));
  await worker.skipWaiting(); // files have the names of their bytes: pages that are open keep theirs
}

async function forgetFormer(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
}

async function shell(): Promise<Response> {
  const kept = await caches.match(SHELL, { cacheName: CACHE });
  if (!kept) return Response.error();
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY, 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin', 'cache-control': 'no-store' };
  return new Response(await kept.text(), { headers });
}

/** The server's page when it comes within four seconds; a gateway before a server that is down is no server. */
async function page(request: Request): Promise<Response> {
  const patience = new Promise<null>((resolve) => { setTimeout(() => resolve(null), PATIENCE_MS); });
  const answer = await Promise.race([fetch(request).catch(() => null), patience]);
  return answer && answer.status < BAD_GATEWAY ? answer : shell();
}

async function file(request: Request): Promise<Response> {
  return (await caches.match(request.url, { cacheName: CACHE })) ?? fetch(request);
}

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(forgetFormer()));
worker.addEventListener('fetch', (event) => {
  const { request } = event, url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== worker.location.origin) return;
  if (request.mode === 'navigate' && STAFF.test(url.pathname)) event.respondWith(page(request));
  else if (url.pathname.startsWith('/assets/')) event.respondWith(file(request));
});

export {};
