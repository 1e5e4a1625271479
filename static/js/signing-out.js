// Signing out with something unsent waits for it, or discards it knowingly; then nothing of the
// account stays in this browser. Without a connection nobody can be signed out, and the page says so.

import { within } from "./patience.js";

const LOOK_EVERY = 500;
const ANSWER_WITHIN = 4000;

const dialog = document.getElementById("signing-out");
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

export function askBeforeSigningOut(store) {
  for (const form of document.querySelectorAll("form[action*='/sign-out']")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      signOut(form, store);
    });
  }
}

async function signOut(form, store) {
  const isOnline = await isServerThere();
  const unsent = await countUnsent(store);
  if (isOnline && !unsent) return leave(form, store);
  const wish = await ask(isOnline, unsent, store);
  if (wish === "hide") {
    await forgetPages(store.account);
    location.reload();
  } else if (wish === "sent" || wish === "discard") await leave(form, store);
}

// What is kept on the device, and what only the page holds where the browser keeps nothing.
async function countUnsent(store) {
  const asked = new CustomEvent("count-unsent", { detail: { count: 0 } });
  dispatchEvent(asked);
  return Math.max(asked.detail.count, (await store.unsent()).length);
}

async function isServerThere() {
  try {
    const signal = within(ANSWER_WITHIN);
    return (await fetch("/account/session", { signal })).ok;
  } catch {
    return false;
  }
}

// What the learner wants: "sent" (or it has all been sent meanwhile), "discard", "hide" or "stay".
async function ask(isOnline, unsent, store) {
  dialog.returnValue = "stay";
  const show = (name, isShown) => {
    for (const part of dialog.querySelectorAll(`[data-if~=${name}]`)) part.hidden = !isShown;
  };
  show("online", isOnline && unsent > 0);
  show("offline", !isOnline);
  const count = dialog.querySelector("[data-count]");
  count.textContent = String(unsent);
  count.closest("p").hidden = !unsent;
  dialog.showModal();
  const isClosed = new Promise((done) => dialog.addEventListener("close", done, { once: true }));
  if (isOnline) watch(store, count);
  await isClosed;
  return dialog.returnValue;
}

// The page goes on sending while it asks.
async function watch(store, count) {
  while (dialog.open) {
    const left = await countUnsent(store);
    count.textContent = String(left);
    if (!left) dialog.close("sent");
    await pause(LOOK_EVERY);
  }
}

async function leave(form, store) {
  dispatchEvent(new Event("account-leaves"));
  await store.clear();
  await forgetPages(store.account);
  sessionStorage.clear();
  const cleared = document.createElement("input");
  Object.assign(cleared, { type: "hidden", name: "cleared", value: "yes" });
  form.append(cleared);
  form.submit();
}

async function forgetPages(account) {
  if (globalThis.caches) await caches.delete(`pages-${account}`);
}
