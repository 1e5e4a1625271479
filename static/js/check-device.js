// "Check this device": tries what a quiz needs, and shows for each what was found.

import { settled } from "./outbox/store.js";
import { within } from "./patience.js";

const SLOW = 1000; // milliseconds
const ANSWER_WITHIN = 15_000;
const VOICES_WITHIN = 2000;
const MINUTE = 60_000;

const list = document.getElementById("checks");

function show(check, name, number) {
  const line = document.querySelector(`[data-check=${check}]`);
  for (const found of line.querySelectorAll("[data-case]")) {
    found.hidden = found.dataset.case !== name;
  }
  const place = line.querySelector(`[data-case=${name}] [data-number]`);
  if (place) place.textContent = String(number);
}

async function checkSending() {
  const begun = performance.now();
  try {
    const response = await fetch(list.dataset.send, {
      method: "POST",
      headers: {
        Accept: "application/json",
        "X-CSRFToken": document.querySelector("meta[name=csrf-token]").content,
      },
      signal: within(ANSWER_WITHIN),
    });
    const { now } = await response.json();
    const took = Math.round(performance.now() - begun);
    show("sending", took < SLOW ? "good" : "slow", took);
    checkClock(Date.now() - took / 2 - now);
  } catch {
    show("sending", "bad");
    show("clock", "bad");
  }
}

function checkClock(ahead) {
  const minutes = Math.round(Math.abs(ahead) / MINUTE);
  if (!Number.isFinite(minutes)) show("clock", "bad");
  else if (minutes < 1) show("clock", "good");
  else show("clock", ahead > 0 ? "ahead" : "behind", minutes);
}

// The browser's own database, tried with something that is taken away again.
async function checkStorage() {
  try {
    await settled(indexedDB.deleteDatabase("check-device")); // one that was left half made
    const opening = indexedDB.open("check-device", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("tried");
    const database = await settled(opening);
    await settled(tried(database, "readwrite").put("written", "key"));
    const found = await settled(tried(database, "readonly").get("key"));
    database.close();
    indexedDB.deleteDatabase("check-device");
    show("storage", found === "written" ? "good" : "bad");
  } catch {
    show("storage", "bad");
  }
}

const tried = (database, mode) => database.transaction("tried", mode).objectStore("tried");

async function checkOffline() {
  if (!isSecureContext) return show("offline", "insecure");
  if (!navigator.serviceWorker) return show("offline", "bad");
  const never = new Promise((resolve) => setTimeout(resolve, ANSWER_WITHIN));
  const worker = await Promise.race([navigator.serviceWorker.ready, never]);
  show("offline", worker ? "good" : "bad");
}

// Browsers list voices only some time after they are asked first.
async function checkVoices() {
  const speech = globalThis.speechSynthesis;
  if (speech && !speech.getVoices().length) {
    await new Promise((resolve) => {
      speech.addEventListener("voiceschanged", resolve, { once: true });
      setTimeout(resolve, VOICES_WITHIN);
    });
  }
  const voices = speech?.getVoices().length ?? 0;
  show("voices", voices ? "good" : "none", voices);
}

show("script", "good");
for (const line of list.children) line.hidden = false;
await Promise.all([checkSending(), checkStorage(), checkOffline(), checkVoices()]);
