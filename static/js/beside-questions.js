// Two helps beside each question: its flag, and taking back a choice. Without this script both send
// the form.

import { focusFirstControl } from "./first-control.js";
import { openStore } from "./outbox/store.js";

const form = document.getElementById("quiz");
const words = form.dataset;
const { attempt } = words;
const opening = openStore(document.querySelector("meta[name=account]").content);

// A flag is kept on the device as soon as it is set, until the server has it. What does not arrive
// waits for the network, is shown again by the next page, and goes along with the form in any case.
const drawn = form.elements.flagged; // the flags that the server knows of
const waiting = new Set();

const positionOf = (flag) => Number(flag.name.slice("flag-".length));

function noteKnown(position, isFlagged) {
  const flags = new Set(drawn.value.split(" ").filter(Boolean));
  if (isFlagged) flags.add(String(position));
  else flags.delete(String(position));
  drawn.value = [...flags].join(" ");
}

async function send(flag) {
  waiting.add(flag);
  const kept = { attempt, position: positionOf(flag), isFlagged: flag.checked, at: null };
  const store = await opening;
  await store.keepFlag(kept);
  const at = await post(kept);
  if (at) noteKnown(kept.position, kept.isFlagged);
  if (flag.checked !== kept.isFlagged) return; // changed meanwhile, and on its way by itself
  if (!at) return say(flag, store.isDurable ? words.kept : words.failed);
  waiting.delete(flag);
  say(flag, "");
  await store.keepFlag({ ...kept, at });
}

// When the server took it; null where it has not.
async function post({ position, isFlagged }) {
  try {
    const response = await fetch(words.flag, {
      method: "POST",
      headers: {
        Accept: "application/json",
        "Content-Type": "application/json",
        "X-CSRFToken": form.elements.csrf_token.value,
      },
      body: JSON.stringify({ position, flagged: isFlagged }),
    });
    return response.ok ? (await response.json()).at : null;
  } catch {
    return null;
  }
}

function say(flag, text) {
  const tools = flag.closest(".question-tools");
  let receipt = tools.querySelector(".receipt");
  if (!receipt && text) {
    receipt = document.createElement("p");
    receipt.className = "receipt";
    receipt.role = "status";
    receipt.dataset.state = "failed";
    flag.closest("label").after(receipt);
  }
  if (!text) receipt?.remove();
  else if (receipt.textContent !== text) receipt.textContent = text;
}

// What this device knows better than the page, which may have been drawn before.
async function showKept() {
  const store = await opening;
  for (const kept of await store.flags(attempt)) {
    const flag = form.elements[`flag-${kept.position}`];
    const isNews = !kept.at || Date.parse(kept.at) >= Date.parse(words.drawn);
    if (!flag || !isNews || flag.checked === kept.isFlagged) {
      await store.dropFlag(kept);
      continue;
    }
    flag.checked = kept.isFlagged;
    flag.dispatchEvent(new Event("input", { bubbles: true }));
    if (kept.at) noteKnown(kept.position, kept.isFlagged);
    else send(flag);
  }
}

form.addEventListener("change", ({ target }) => target.matches("[name^=flag-]") && send(target));
addEventListener("online", () => waiting.forEach(send));
addEventListener("focus", () => waiting.forEach(send));
showKept();

// An answer is taken back in place.
form.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=clear]");
  if (!button) return;
  event.preventDefault();
  clear(form.querySelector(`[data-position="${button.value}"]`));
});

async function clear(question) {
  const kind = await import(`./quiz-kinds/${question.dataset.kind}.js`);
  kind.write(question, null);
  focusFirstControl(question);
  // Each typed field knows that it is empty; then one change is told of all.
  for (const field of question.querySelectorAll("[type=text]")) field.dispatchEvent(new Event("change"));
  for (const name of ["input", "change"]) question.dispatchEvent(new Event(name, { bubbles: true }));
}
