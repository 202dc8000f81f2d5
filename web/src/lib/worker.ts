// The service worker is asked for once a page of the staff has come to rest. Without one (plain HTTP, a browser that has none)
// all works but opening a page without a network.
// SPDX-License-Identifier: Apache-2.0

const register = (): void => {
  void navigator.serviceWorker.register('/worker.js', { updateViaCache: 'none' }).catch(() => undefined);
};

export function askForWorker(): void {
  if (navigator.serviceWorker === undefined) return;
  if (document.readyState === 'complete') register();
  else addEventListener('load', register);
}
