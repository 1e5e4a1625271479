// Sends one account's answers, each again and again until the server says what became of it. Answers
// to one question go in the order they were given, whichever tab gave them.

import { within } from "../patience.js";

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30_000;
const ANSWER_WITHIN = 15_000;
const FLUSH_WITHIN = 10_000;
const SESSION = "/account/session";

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const placeOf = ({ attempt, position }) => `${attempt} ${position}`;
const keyOf = (save) => `${placeOf(save)} ${save.client}`;

export class Sender {
  #store;
  #page; // what is told of each answer: saving, saved, failed, conflict, refused; signedOut, token;
  // and whether it shows the answer
  #waiting = new Map(); // key -> answer, oldest first
  #kept = new Map(); // key -> when its answer is on the disk
  #asked = new Set(); // keys of answers that wait for the learner
  #isSending = false;
  #wait = FIRST_WAIT;
  #timer;
  #token = document.querySelector("meta[name=csrf-token]").content;

  constructor(store, page) {
    this.#store = store;
    this.#page = page;
  }

  // Take over what an earlier page left.
  async load() {
    for (const save of await this.#store.unsent()) this.#waiting.set(keyOf(save), save);
  }

  // What is not sent yet, of one attempt or of all; also what waits for the learner's choice.
  unsent(attempt = null) {
    const all = [...this.#waiting.values()];
    return attempt ? all.filter((save) => save.attempt === attempt) : all;
  }

  // Whether everything that can go has gone, of one attempt or of all.
  isEmpty(attempt = null) {
    return this.unsent(attempt).every((save) => this.#asked.has(keyOf(save)));
  }

  // A newer answer takes the place of the same client's to the same question.
  put(save) {
    const key = keyOf(save);
    const older = this.#waiting.get(key);
    this.#waiting.delete(key);
    this.#asked.delete(key);
    this.#waiting.set(key, save);
    this.#keep(save, older);
    this.#page.saving(save);
    this.retry();
  }

  // The learner has chosen between an answer and another client's: it needs no sending any more.
  async settle(place) {
    const asked = this.unsent().filter(
      (save) => placeOf(save) === placeOf(place) && this.#asked.has(keyOf(save)),
    );
    await Promise.all(asked.map((save) => this.#drop(save)));
  }

  async retry() {
    if (this.#isSending) return;
    clearTimeout(this.#timer);
    this.#isSending = true;
    const passedOver = new Set();
    try {
      let save = this.#next(passedOver);
      while (save && (await this.#sendNext(save, passedOver))) save = this.#next(passedOver);
    } finally {
      this.#isSending = false;
      if (!this.isEmpty()) this.#tryLater();
    }
  }

  // Whether everything has reached the server, at once or within some seconds; of one attempt or all.
  async flush(attempt = null) {
    const until = Date.now() + FLUSH_WITHIN;
    this.retry();
    while (!this.isEmpty(attempt) && Date.now() < until) await pause(50);
    return this.isEmpty(attempt);
  }

  #next(passedOver) {
    return this.unsent().find(
      (save) => !this.#asked.has(keyOf(save)) && !passedOver.has(placeOf(save)),
    );
  }

  #tryLater() {
    for (const save of this.unsent()) this.#sayFailed(save);
    this.#timer = setTimeout(() => this.retry(), this.#wait * (0.5 + Math.random()));
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
  }

  // Not before it is known whether the answer is on the disk, for that is said too.
  async #sayFailed(save) {
    const key = keyOf(save);
    await this.#kept.get(key);
    if (this.#waiting.get(key) === save && !this.#asked.has(key)) this.#page.failed(save);
  }

  // Whether to go on with the next one.
  async #sendNext(save, passedOver) {
    let sent = await this.#send(save);
    if (sent?.needsSession) {
      const isBack = await this.#renewToken();
      this.#page.signedOut(!isBack);
      sent = isBack ? await this.#send(save, true) : null;
    }
    if (!sent || sent.needsSession) return false;
    if (sent.isBroken) passedOver.add(placeOf(save));
    else {
      this.#wait = FIRST_WAIT;
      await this.#note(save, sent);
    }
    return true;
  }

  async #note(save, { reply, isSaved, isUnreadable }) {
    const isPassed = isSaved && !reply.counts && (await this.#isHeld(save));
    const later = this.#laterThan(save);
    if (isPassed && !later) {
      this.#sendAnew(save);
      return;
    }
    const isConflict = reply.error === "conflict";
    if (isConflict && !later) {
      this.#asked.add(keyOf(save));
      this.#page.conflict(save, reply);
      return;
    }
    if (isUnreadable && !later && !this.#page.shows(save)) {
      this.#asked.add(keyOf(save)); // for the page of its question, where it can be written anew
      this.#page.failed(save);
      return;
    }
    this.#drop(save);
    if (isSaved) this.#noteSaved(save, reply, later);
    else if (!isConflict) this.#page.refused(save, reply, isUnreadable);
  }

  #noteSaved(save, reply, later) {
    const { attempt, position, answer } = save;
    const { stamp, answered, whole, message } = reply;
    if (reply.counts) {
      this.#store.keepSaved({ attempt, position, answer, stamp, answered, whole, message });
      if (later) this.#rebase(later, Number.parseInt(stamp, 10));
    }
    this.#page.saved(save, reply, !later);
  }

  async #isHeld(save) {
    await this.#kept.get(keyOf(save));
    return this.#store.holds(save);
  }

  // The server has a newer number of this client, and nothing newer is known here: a restored browser
  // has begun to count from an earlier number. As another client's the answer counts, or its learner
  // is asked.
  #sendAnew(save) {
    const anew = { ...save, client: `${save.client}-${save.sequence}` };
    this.#waiting.delete(keyOf(save));
    this.#waiting.set(keyOf(anew), anew);
    this.#keep(anew, save);
  }

  // A newer answer to the same question now edits the one that was just saved.
  #rebase(save, revision) {
    save.base = revision;
    this.#keep(save, save);
  }

  // One write after another, so that the newest stands.
  #keep(save, older) {
    const key = keyOf(save);
    const isOlderKept = this.#kept.get(key);
    const keep = async () => {
      await isOlderKept;
      await this.#store.put(save, older);
    };
    this.#kept.set(key, keep());
  }

  // A newer answer to the same question, from another tab than the one that gave this.
  #laterThan(save) {
    const same = this.unsent().filter((each) => placeOf(each) === placeOf(save));
    const at = same.indexOf(save);
    return at < 0 ? same.at(-1) : same[at + 1];
  }

  async #drop(save) {
    const key = keyOf(save);
    if (this.#waiting.get(key) === save) {
      this.#waiting.delete(key);
      this.#asked.delete(key);
    }
    await this.#kept.get(key);
    await this.#store.remove(save);
  }

  // What the server says of an answer; null where it says nothing yet. Whoever is signed in for
  // sure (`isOwner`) takes "not found" for an answer.
  async #send({ attempt, position, client, sequence, base, answer, at }, isOwner = false) {
    try {
      const response = await fetch(`/attempts/${attempt}/answers`, {
        method: "POST",
        headers: {
          Accept: "application/json",
          "Content-Type": "application/json",
          "X-CSRFToken": this.#token,
        },
        body: JSON.stringify({ position, client, sequence, base, answer, at }),
        signal: within(ANSWER_WITHIN),
      });
      const { status } = response;
      if (status === 500) return { isBroken: true };
      const reply = await response.json();
      const isOut = status === 401 || ["stale-token", "choose-password-first"].includes(reply.error);
      if (isOut || (!isOwner && [403, 404].includes(status))) return { needsSession: true };
      const isSaved = response.ok && Boolean(reply.stamp);
      const isRefused = status >= 400 && status < 500 && status !== 429 && Boolean(reply.error);
      return isSaved || isRefused ? { reply, isSaved, isUnreadable: status === 422 } : null;
    } catch {
      return null;
    }
  }

  // A fresh token, if the account that these answers belong to is signed in, or the one it became.
  async #renewToken() {
    try {
      const response = await fetch(`${SESSION}?account=${this.#store.account}`, {
        headers: { Accept: "application/json" },
        signal: within(ANSWER_WITHIN),
      });
      const { account, merged, token } = await response.json();
      if (![account, ...merged].includes(this.#store.account)) return false;
      this.#token = token;
      this.#page.token(token);
      return true;
    } catch {
      return false;
    }
  }
}
