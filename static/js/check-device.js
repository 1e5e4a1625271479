// "Check this device": tries what a quiz needs, and shows for each what was found.

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
      signal: AbortSignal.timeout(ANSWER_WITHIN),
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
    await new Promise((resolve, reject) => {
      const opening = indexedDB.open("check-device");
      opening.onsuccess = () => resolve(opening.result.close());
      opening.onerror = reject;
    });
    indexedDB.deleteDatabase("check-device");
    show("storage", "good");
  } catch {
    show("storage", "bad");
  }
}

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
