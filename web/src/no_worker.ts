// In place of the service worker where the installation has switched it off: it takes itself and what it kept away.
// SPDX-License-Identifier: Apache-2.0

interface LifeEvent extends Event {
  waitUntil: (what: Promise<unknown>) => void;
}

interface Worker {
  addEventListener: (name: 'install' | 'activate', heard: (event: LifeEvent) => void) => void;
  skipWaiting: () => Promise<void>;
  registration: ServiceWorkerRegistration;
}

const worker = self as unknown as Worker;

async function leave(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith('banyan-shell-')) await caches.delete(name);
  void worker.registration.unregister(); // not waited for: a navigation waits until this has ended
}

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener('activate', (event) => event.waitUntil(leave()));

export {};
