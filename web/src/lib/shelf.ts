// What this browser keeps for people at work: drafts, copies of pages, what waits to be sent. IndexedDB, three stores, no library.
// SPDX-License-Identifier: Apache-2.0

export type Store = 'drafts' | 'copies' | 'outbox';

const NAME = 'banyan', VERSION = 1, STORES: readonly Store[] = ['drafts', 'copies', 'outbox'];

/** null: the browser keeps nothing for us. */
let shelf: Promise<IDBDatabase | null> | null = null;

function begin(): Promise<IDBDatabase | null> {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.open(NAME, VERSION);
      request.onupgradeneeded = () => {
        for (const store of STORES) request.result.createObjectStore(store, { keyPath: 'key' });
      };
      request.onsuccess = () => {
        request.result.onversionchange = () => request.result.close();
        resolve(request.result);
      };
      request.onerror = request.onblocked = () => resolve(null);
    } catch {
      resolve(null);
    }
  });
}

/** One request in a transaction of its own; null when it failed or nothing is kept here. */
async function ask<T>(store: Store, mode: IDBTransactionMode, what: (at: IDBObjectStore) => IDBRequest<T>): Promise<{ value: T } | null> {
  shelf ??= begin();
  const database = await shelf;
  if (!database) return null;
  return new Promise((resolve) => {
    try {
      const transaction = database.transaction(store, mode), request = what(transaction.objectStore(store));
      transaction.oncomplete = () => resolve({ value: request.result });
      transaction.onerror = transaction.onabort = () => resolve(null);
    } catch {
      resolve(null);
    }
  });
}

/** false: it is not kept. */
export const put = async (store: Store, record: { key: string }): Promise<boolean> => (await ask(store, 'readwrite', (at) => at.put(record))) !== null;
export const take = async <T>(store: Store, key: string): Promise<T | null> => ((await ask(store, 'readonly', (at) => at.get(key)))?.value as T | undefined) ?? null;
export const takeAll = async <T>(store: Store): Promise<T[] | null> => ((await ask(store, 'readonly', (at) => at.getAll()))?.value as T[] | undefined) ?? null;
export const remove = async (store: Store, key: string): Promise<void> => void (await ask(store, 'readwrite', (at) => at.delete(key)));

export const clear = async (store: Store): Promise<void> => void (await ask(store, 'readwrite', (at) => at.clear()));
export const clearAll = async (): Promise<void> => void (await Promise.all(STORES.map(clear)));
