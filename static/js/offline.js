// On every page of somebody signed in: lets the browser keep pages for when there is no connection,
// sends answers that an earlier page could not send, of an account that became this one too, and at
// sign-out leaves nothing behind.

import { openStore, otherAccounts } from "./outbox/store.js";
import { askBeforeSigningOut } from "./signing-out.js";

const SERVICE_WORKER = new URL("../../service-worker.js", import.meta.url); // no release of its own

const NAMED = "accounts-named";

const account = document.querySelector("meta[name=account]").content;

// What this page is made of was loaded before the worker was there to keep it.
async function keepThisPage() {
  const isFirst = !navigator.serviceWorker.controller;
  await navigator.serviceWorker.register(SERVICE_WORKER, { scope: "/" });
  if (!isFirst) return;
  const { active } = await navigator.serviceWorker.ready;
  const tell = (entries, page) =>
    active.postMessage({ files: entries.map((entry) => entry.name), page });
  tell([], location.href);
  new PerformanceObserver((list) => tell(list.getEntries())).observe({
    type: "resource",
    buffered: true,
  });
}

async function sendWhatIsLeft(store) {
  const line = document.getElementById("left-unsent");
  const { Sender } = await import("./outbox/sender.js");
  const say = () => {
    const left = sender.unsent();
    line.hidden = !left.length;
    line.querySelector("[data-count]").textContent = String(left.length);
    if (left.length) line.querySelector("a").href = `/attempts/${left[0].attempt}`;
  };
  const sender = new Sender(store, {
    saving: say,
    saved: say,
    failed: say,
    conflict: say,
    refused(save, reply, isUnreadable) {
      say();
      if (!isUnreadable) sayRefused(save, reply); // else a newer one to the same question waits
    },
    shows: () => false,
    signedOut: () => undefined,
    token: () => undefined,
  });
  await sender.load();
  say();
  const handIn = document.querySelector("form[action^='/attempts/'][action$='/submit']");
  handIn?.addEventListener("submit", (event) => sendBeforeHandingIn(event, sender));
  for (const news of ["online", "focus"]) addEventListener(news, () => sender.retry());
  document.addEventListener("visibilitychange", () => document.hidden || sender.retry());
  await sender.retry();
}

let isHeld = false;

// What another tab has left would come too late afterwards. Where the server takes it, the form goes
// on; where it does not, that is read first; and where a question is open, its page says so.
async function sendBeforeHandingIn(event, sender) {
  const [attempt] = /[0-9a-f-]{36}/.exec(event.target.action);
  if (!sender.unsent(attempt).length) return;
  event.preventDefault();
  if (isHeld) return;
  isHeld = true;
  const told = countRefused();
  await sender.flush(attempt);
  isHeld = false;
  if (sender.unsent(attempt).length) location.assign(`/attempts/${attempt}`);
  else if (countRefused() === told) event.submitter.click();
}

const countRefused = () => document.querySelectorAll("#left-refused li").length;

// An answer that the server did not save leaves this device, and so its learner is told here.
function sayRefused({ attempt, position }, { message }) {
  const box = document.getElementById("left-refused");
  const list = box.querySelector("ul");
  const link = document.createElement("a");
  link.href = `/attempts/${attempt}`;
  link.textContent = list.dataset.question.replace("{number}", String(position));
  const line = document.createElement("li");
  line.append(link, ": ", message ?? list.dataset.refused);
  list.append(line);
  box.hidden = false;
}

// Nobody signs in any more with an account that was merged into this one. Others that have used this
// browser are named once in a tab, and only what the server says is theirs is opened.
async function takeOverWhatWasMerged(store) {
  const others = await otherAccounts(account);
  if (!others.length || sessionStorage.getItem(NAMED) === String(others)) return;
  const query = new URLSearchParams(others.map((each) => ["account", each]));
  const response = await fetch(`/account/session?${query}`);
  const { account: now, merged } = await response.json();
  if (now !== account) return;
  for (const each of merged) await store.takeOver(each);
  sessionStorage.setItem(NAMED, String(await otherAccounts(account)));
}

if (navigator.serviceWorker) keepThisPage().catch(() => undefined);
const store = await openStore(account);
askBeforeSigningOut(store);
if (!document.getElementById("quiz")) {
  await takeOverWhatWasMerged(store).catch(() => undefined);
  if ((await store.unsent()).length) await sendWhatIsLeft(store);
}
