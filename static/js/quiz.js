// A quiz page that saves each change at once and says so. Without this script it is a plain form;
// with it, each save moves the form's stamp on, so that nothing is sent twice.

import { clientName } from "./quiz-client.js";
import { Outbox } from "./quiz-outbox.js";

const SAY_SAVING_AFTER = 400; // most saves are faster, and need no word before "Saved"

const form = document.getElementById("quiz");
const words = form.dataset;
const questions = new Map();
let isLeaving = false;
let waits = null; // the button that was pressed, while answers are still on their way

const outbox = new Outbox({
  url: words.save,
  origin: (position) => ({
    client: clientName(),
    base: Number.parseInt(questions.get(position).stamp.value, 10),
  }),
  saving(position) {
    const question = questions.get(position);
    clearTimeout(question.timer);
    question.timer = setTimeout(() => say(position, "saving", words.saving), SAY_SAVING_AFTER);
  },
  saved(position, reply) {
    settle(position, reply);
    say(position, "saved", reply.message);
    goOn();
  },
  failed: (position) => say(position, "failed", words.failed),
  refused(position, reply) {
    const isConflict = reply.error === "conflict";
    if (isConflict) ask(position, reply);
    say(position, "failed", isConflict ? words.undecided : (reply.message ?? words.failed));
    goOn();
  },
  signedOut(isOut) {
    document.getElementById("signed-out").hidden = !isOut;
  },
  token(token) {
    for (const field of document.getElementsByName("csrf_token")) field.value = token;
  },
});

function save(position) {
  const { element, kind } = questions.get(position);
  element.querySelector("[data-conflict]")?.remove();
  outbox.put(position, kind.read(element));
}

function say(position, state, text) {
  const { receipt, timer } = questions.get(position);
  clearTimeout(timer);
  if (receipt.textContent === text && receipt.dataset.state === state) return;
  receipt.dataset.state = state;
  receipt.textContent = text;
}

// Take over the stamp of the answer that counts now.
function settle(position, reply) {
  const { element, stamp } = questions.get(position);
  stamp.value = reply.stamp;
  element.toggleAttribute("data-answered", reply.answered);
  const done = String(form.querySelectorAll("[data-answered]").length);
  const text = words.count.replace("{done}", done).replace("{total}", String(questions.size));
  const count = document.getElementById("answered");
  if (count.textContent !== text) count.textContent = text;
}

// Another client answered meanwhile: show both, and let the learner choose.
function ask(position, reply) {
  const { element, receipt } = questions.get(position);
  const box = document.getElementById("conflict").content.firstElementChild.cloneNode(true);
  box.dataset.conflict = "";
  box.querySelector("[data-other]").innerHTML = reply.other;
  box.querySelector("[data-keep=mine]").addEventListener("click", () => {
    settle(position, reply);
    save(position);
  });
  box.querySelector("[data-keep=other]").addEventListener("click", async () => {
    isLeaving = await outbox.flush();
    if (isLeaving) location.reload();
  });
  element.querySelector("[data-conflict]")?.remove();
  receipt.before(box);
}

const openConflict = () => form.querySelector("[data-conflict]");

function submitWhenSaved(event) {
  form.elements.client.value = clientName();
  if (isLeaving || (outbox.isEmpty && !openConflict())) {
    isLeaving = true;
    return;
  }
  event.preventDefault();
  if (waits) return;
  const button = event.submitter;
  waits = { button, label: button.textContent };
  button.setAttribute("aria-disabled", "true");
  button.textContent = words.waiting;
  document.getElementById("waiting").hidden = false;
  outbox.retry();
  goOn();
}

// Go where the pressed button leads once everything is saved, or to a question that asks.
function goOn() {
  const open = openConflict();
  if (!waits || (!open && !outbox.isEmpty)) return;
  const { button, label } = waits;
  waits = null;
  document.getElementById("waiting").hidden = true;
  button.removeAttribute("aria-disabled");
  button.textContent = label;
  if (open) {
    open.scrollIntoView({ block: "center" });
    open.querySelector("button").focus({ preventScroll: true });
    return;
  }
  isLeaving = true;
  form.requestSubmit(button);
}

// Whether somebody was faster than this script.
function isTouched(element) {
  const isOn = (control) => control.checked !== control.defaultChecked;
  const isSet = (option) => option.value && option.selected !== option.defaultSelected;
  return (
    [...element.querySelectorAll("input[type=radio], input[type=checkbox]")].some(isOn) ||
    [...element.querySelectorAll("option")].some(isSet)
  );
}

async function take(element) {
  const position = Number(element.dataset.position);
  const wasTouched = isTouched(element);
  const kind = await import(`./quiz-kinds/${element.dataset.kind}.js`);
  questions.set(position, {
    element,
    kind,
    receipt: element.querySelector(".receipt"),
    stamp: element.querySelector("input[name^='base-']"),
  });
  const isComplete = kind.read(element) !== null;
  kind.enliven?.(element);
  element.addEventListener("change", () => save(position));
  if (wasTouched && isComplete) save(position);
}

form.addEventListener("submit", submitWhenSaved);
addEventListener("beforeunload", (event) => {
  if (!isLeaving && !outbox.isEmpty) event.preventDefault();
});
addEventListener("pageshow", (event) => event.persisted && location.reload());
addEventListener("online", () => outbox.retry());
addEventListener("focus", () => outbox.retry());
document.addEventListener("visibilitychange", () => document.hidden || outbox.retry());
await Promise.all([...form.querySelectorAll("[data-position]")].map(take));
form.dataset.isLive = ""; // from here on every change is saved
