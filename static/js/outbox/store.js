// What this browser holds of one account's answers, in a database of that account alone: those that
// are not sent yet, in the order they were given, and the newest that the server is known to have;
// and the flags it has set beside questions.
// Where the browser allows no database, nothing outlives the page, and `isDurable` says so.

const NAME = "ascertain-";
const UNSENT = "unsent";
const SAVED = "saved";
const FLAGS = "flags";

export const settled = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = request.onblocked = () => reject(request.error);
  });

export async function openStore(account) {
  try {
    const opening = indexedDB.open(NAME + account, 2);
    opening.onupgradeneeded = ({ oldVersion }) => {
      if (oldVersion < 1) {
        opening.result.createObjectStore(UNSENT, { keyPath: "id", autoIncrement: true });
        opening.result.createObjectStore(SAVED, { keyPath: ["attempt", "position"] });
      }
      opening.result.createObjectStore(FLAGS, { keyPath: ["attempt", "position"] });
    };
    const database = await settled(opening);
    database.onversionchange = () => database.close();
    return new Store(account, database);
  } catch {
    return new Store(account, null);
  }
}

// The other accounts that have a database in this browser, where it tells.
export async function otherAccounts(account) {
  const all = (await globalThis.indexedDB?.databases?.().catch(() => [])) ?? [];
  return all
    .filter(({ name }) => name.startsWith(NAME) && name !== NAME + account)
    .map(({ name }) => name.slice(NAME.length));
}

class Store {
  #database;

  constructor(account, database) {
    this.account = account;
    this.#database = database;
  }

  get isDurable() {
    return this.#database !== null;
  }

  // Every unsent answer of the account, oldest first.
  async unsent() {
    return (await this.#run(UNSENT, "readonly", (table) => table.getAll())) ?? [];
  }

  // Keeps an answer in place of an older one of the same client, on the disk; gives it its id.
  async put(save, older) {
    const replace = (table) => {
      if (older?.id) table.delete(older.id);
      return table.add({ ...save });
    };
    save.id = await this.#run(UNSENT, "readwrite", replace, "strict");
  }

  async remove(save) {
    if (save.id) await this.#run(UNSENT, "readwrite", (table) => table.delete(save.id));
  }

  // Whether an answer still waits here, so that no other page has sent it or put a newer one in its
  // place.
  async holds(save) {
    if (!this.isDurable) return true; // no other page could
    return Boolean(await this.#run(UNSENT, "readonly", (table) => table.get(save.id)));
  }

  // The newest answers of an attempt that the server has: { position, answer, stamp, message }.
  async saved(attempt) {
    const all = (await this.#run(SAVED, "readonly", (table) => table.getAll())) ?? [];
    return all.filter((each) => each.attempt === attempt);
  }

  async keepSaved(saved) {
    await this.#run(SAVED, "readwrite", (table) => table.put(saved));
  }

  async dropSaved({ attempt, position }) {
    await this.#run(SAVED, "readwrite", (table) => table.delete([attempt, position]));
  }

  // Flags of an attempt: { position, isFlagged, at }; `at` is null until the server has it.
  async flags(attempt) {
    const all = (await this.#run(FLAGS, "readonly", (table) => table.getAll())) ?? [];
    return all.filter((each) => each.attempt === attempt);
  }

  async keepFlag(flag) {
    await this.#run(FLAGS, "readwrite", (table) => table.put(flag));
  }

  async dropFlag({ attempt, position }) {
    await this.#run(FLAGS, "readwrite", (table) => table.delete([attempt, position]));
  }

  // Takes over the unsent answers of an account that became this one.
  async takeOver(account) {
    const other = await openStore(account);
    for (const { id, ...save } of await other.unsent()) {
      await this.put({ ...save, account: this.account });
    }
    if (this.isDurable && other.isDurable) await other.clear();
  }

  // Forgets everything of the account.
  async clear() {
    this.#database?.close();
    this.#database = null;
    await settled(indexedDB.deleteDatabase(NAME + this.account)).catch(() => undefined);
  }

  // Resolves once the change is made; a browser that refuses it holds nothing from then on.
  async #run(table, mode, act, durability = "relaxed") {
    if (!this.#database) return undefined;
    try {
      const transaction = this.#database.transaction(table, mode, { durability });
      const isDone = new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onabort = () => reject(transaction.error);
      });
      const [result] = await Promise.all([settled(act(transaction.objectStore(table))), isDone]);
      return result;
    } catch {
      this.#database = null;
      return undefined;
    }
  }
}
