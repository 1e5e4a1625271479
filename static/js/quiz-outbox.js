// Sends answers one after another, each again and again until the server says what became of it.

import { nextNumber } from "./quiz-client.js";

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30_000;
const ANSWER_WITHIN = 15_000;
const FLUSH_WITHIN = 10_000;

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

export class Outbox {
  #page; // what the page gives to send, and what it is told
  #waiting = new Map(); // position -> { sequence, answer }
  #isSending = false;
  #wait = FIRST_WAIT;
  #timer;
  #token = document.querySelector("meta[name=csrf-token]").content;

  constructor(page) {
    this.#page = page;
  }

  get isEmpty() {
    return this.#waiting.size === 0;
  }

  // A newer answer takes the place of one to the same question that still waits.
  put(position, answer) {
    this.#waiting.set(position, { sequence: nextNumber(), answer });
    this.#page.saving(position);
    this.retry();
  }

  async retry() {
    if (this.#isSending) return;
    clearTimeout(this.#timer);
    this.#isSending = true;
    while (!this.isEmpty && (await this.#sendNext())) this.#wait = FIRST_WAIT;
    this.#isSending = false;
    if (!this.isEmpty) this.#tryLater();
  }

  // Whether everything has reached the server, at once or within some seconds.
  async flush() {
    const until = Date.now() + FLUSH_WITHIN;
    this.retry();
    while (!this.isEmpty && Date.now() < until) await pause(50);
    return this.isEmpty;
  }

  #tryLater() {
    for (const position of this.#waiting.keys()) this.#page.failed(position);
    this.#timer = setTimeout(() => this.retry(), this.#wait * (0.5 + Math.random()));
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
  }

  async #sendNext() {
    const [position, save] = this.#waiting.entries().next().value;
    let sent = await this.#send(position, save);
    if (sent?.needsToken) {
      const isBack = await this.#fetchToken();
      this.#page.signedOut(!isBack);
      sent = isBack ? await this.#send(position, save) : null;
    }
    if (!sent || sent.needsToken) return false;
    if (this.#waiting.get(position) === save) this.#waiting.delete(position);
    if (sent.isSaved) this.#page.saved(position, sent.reply);
    else this.#page.refused(position, sent.reply);
    return true;
  }

  async #send(position, { sequence, answer }) {
    try {
      const response = await fetch(this.#page.url, {
        method: "POST",
        headers: {
          Accept: "application/json",
          "Content-Type": "application/json",
          "X-CSRFToken": this.#token,
        },
        body: JSON.stringify({ position, sequence, answer, ...this.#page.origin(position) }),
        signal: AbortSignal.timeout(ANSWER_WITHIN),
      });
      const reply = await response.json();
      if (response.status === 429 || response.status >= 500) return null;
      // 403 and 404: somebody else has signed in meanwhile, in another tab.
      const isOut = [401, 403, 404].includes(response.status);
      return { reply, isSaved: response.ok, needsToken: isOut || reply.error === "stale-token" };
    } catch {
      return null;
    }
  }

  // The page itself, asked for anew, holds a fresh token if its learner is signed in.
  async #fetchToken() {
    try {
      const response = await fetch(location.pathname, {
        signal: AbortSignal.timeout(ANSWER_WITHIN),
      });
      if (!response.ok || new URL(response.url).pathname !== location.pathname) return false;
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      this.#token = page.querySelector("meta[name=csrf-token]").content;
      this.#page.token(this.#token);
      return true;
    } catch {
      return false;
    }
  }
}
