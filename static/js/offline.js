// On every page of somebody signed in: lets the browser keep pages for when there is no connection,
// sends answers that an earlier page could not send, and at sign-out leaves nothing behind.

import { openStore } from "./outbox/store.js";
import { askBeforeSigningOut } from "./signing-out.js";

const SERVICE_WORKER = new URL("../../service-worker.js", import.meta.url); // no release of its own

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
    refused: say,
    signedOut: () => undefined,
    token: () => undefined,
  });
  await sender.load();
  say();
  for (const news of ["online", "focus"]) addEventListener(news, () => sender.retry());
  document.addEventListener("visibilitychange", () => document.hidden || sender.retry());
  await sender.retry();
}

if (navigator.serviceWorker) keepThisPage().catch(() => undefined);
const store = await openStore(account);
askBeforeSigningOut(store);
if (!document.getElementById("quiz") && (await store.unsent()).length) await sendWhatIsLeft(store);
