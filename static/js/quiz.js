// A quiz page that saves each change at once and says so. Without this script it is a plain form;
// with it, each save moves the form's stamp on, so that nothing is sent twice. What cannot be sent is
// kept on the device, shown again by the next page, and sent by whichever page comes first.

import { focusFirstControl } from "./first-control.js";
import { openStore } from "./outbox/store.js";
import { Sender } from "./outbox/sender.js";
import { clientName, nextNumber } from "./quiz-client.js";
import { markRefused, unmarkRefused } from "./typing.js";

const SAY_SAVING_AFTER = 400; // most saves are faster, and need no word before "Saved"

const form = document.getElementById("quiz");
const words = form.dataset;
const { attempt } = words;
const HAND_IN = "hand-in";
const PRESSED = `pressed ${attempt}`; // in this tab
const RETURNS_TO = `returns to ${attempt}`; // the question that a reload shows anew
const account = document.querySelector("meta[name=account]").content;
const questions = new Map();
let isLeaving = false;
let waits = null; // the button that was pressed, while answers are still on their way

const store = await openStore(account);
const sender = new Sender(store, {
  saving: onThisPage(({ position }) => {
    const question = questions.get(position);
    clearTimeout(question.timer);
    question.timer = setTimeout(() => say(position, "saving", words.saving), SAY_SAVING_AFTER);
    sayUnsent();
  }),
  saved: onThisPage((save, reply, isNewest) => {
    const { position } = save;
    if (reply.counts) settle(position, reply);
    if (isNewest && reply.counts) say(position, "saved", reply.message);
    else if (isNewest) showWhatCounts(save);
    goOn();
  }),
  failed: onThisPage(({ position }) => {
    say(position, "failed", store.isDurable ? words.kept : words.failed);
    sayUnsent();
  }),
  conflict: onThisPage((save, reply) => {
    ask(save, reply);
    say(save.position, "failed", words.undecided);
    goOn();
  }),
  refused: onThisPage(({ position }, reply, isUnreadable) => {
    const { element, saved } = questions.get(position);
    setAnswered(element, saved);
    if (isUnreadable) giveBack(position, reply.message);
    else say(position, "failed", reply.message ?? words.refused);
    goOn();
  }),
  shows: isOnThisPage,
  signedOut(isOut) {
    document.getElementById("signed-out").hidden = !isOut;
    form.toggleAttribute("data-signed-out", isOut);
  },
  token(token) {
    for (const field of document.getElementsByName("csrf_token")) field.value = token;
  },
});

function isOnThisPage(save) {
  return save.attempt === attempt && questions.has(save.position);
}

// What other attempts have left is sent from here too, but shows on their own pages.
function onThisPage(act) {
  return (save, ...rest) => {
    if (isOnThisPage(save)) act(save, ...rest);
  };
}

function save(position) {
  const { element, kind, stamp, receipt } = questions.get(position);
  noteAnswered(position);
  unmarkRefused(element, receipt.id);
  element.querySelector(".field-error")?.remove();
  sender.put({
    account,
    attempt,
    position,
    client: clientName(),
    sequence: nextNumber(),
    base: Number.parseInt(stamp.value, 10),
    answer: kind.read(element),
    at: Date.now(),
  });
}

function say(position, state, text) {
  const { receipt, timer } = questions.get(position);
  clearTimeout(timer);
  if (receipt.textContent === text && receipt.dataset.state === state) return;
  receipt.dataset.state = state;
  receipt.textContent = text;
}

// How many answers are not sent, once one could not be sent at once.
function sayUnsent() {
  const failed = form.querySelectorAll("[data-position] .receipt[data-state=failed]").length;
  const count = new Set(sender.unsent(attempt).map((each) => each.position)).size;
  const line = document.getElementById("unsent");
  line.hidden = !count || (line.hidden && !failed);
  form.dataset.unsent = line.hidden ? "" : count;
  const text = line.dataset.words.replace("{count}", String(count));
  if (!line.hidden && line.textContent !== text) line.textContent = text;
}

// Take over the stamp of the answer that counts now.
function settle(position, reply) {
  const question = questions.get(position);
  question.stamp.value = reply.stamp;
  question.saved = reply.answered ? (reply.whole ? "wholly" : "partly") : "";
}

// Whether the question is answered by what stands on the page, wholly or partly, sent or not.
function noteAnswered(position) {
  const { element, kind } = questions.get(position);
  const isWhole = kind.isWhole?.(element) ?? true;
  setAnswered(element, kind.read(element) === null ? "" : isWhole ? "wholly" : "partly");
}

function setAnswered(element, state) {
  if (state) element.dataset.answered = state;
  else delete element.dataset.answered;
}

// What cannot be read is no answer: the one before it, if there is one, still counts.
function giveBack(position, reason) {
  const { element, receipt, saved } = questions.get(position);
  const told = saved ? words.unreadableKept : words.unreadable;
  say(position, "failed", told.replace("{reason}", reason));
  markRefused(element, receipt.id);
}

// Another client answered meanwhile: show both, and let the learner choose.
function ask({ position }, reply) {
  const { element, receipt } = questions.get(position);
  const box = document.getElementById("conflict").content.firstElementChild.cloneNode(true);
  box.dataset.conflict = "";
  box.querySelector("[data-other]").innerHTML = reply.other;
  box.querySelector("[data-keep=mine]").addEventListener("click", async () => {
    settle(position, reply);
    await sender.settle({ attempt, position });
    save(position);
    focusFirstControl(element);
  });
  box.querySelector("[data-keep=other]").addEventListener("click", async () => {
    isLeaving = await sender.flush();
    if (!isLeaving) return;
    await sender.settle({ attempt, position });
    sessionStorage.setItem(RETURNS_TO, position);
    location.reload();
  });
  element.querySelector("[data-conflict]")?.remove();
  receipt.before(box);
}

const openConflict = () => form.querySelector("[data-conflict]");

function submitWhenSaved(event) {
  form.elements.client.value = clientName();
  if (isLeaving || (sender.isEmpty(attempt) && !openConflict())) {
    isLeaving = true;
    return;
  }
  event.preventDefault();
  if (!waits) waitFor(event.submitter);
}

// A reload does not forget that the way on was pressed.
function waitFor(button) {
  if (button.value === HAND_IN) sessionStorage.setItem(PRESSED, HAND_IN);
  waits = { button, label: button.textContent };
  button.setAttribute("aria-disabled", "true");
  button.textContent = words.waiting;
  sayOfWaiting("waits");
  sender.retry();
  goOn();
}

function stopWaiting() {
  const { button, label } = waits;
  waits = null;
  sessionStorage.removeItem(PRESSED);
  button.removeAttribute("aria-disabled");
  button.textContent = label;
  sayOfWaiting("");
  return button;
}

// Whoever answers again has more to say, and is not carried off in mid-word.
function stay({ target }) {
  if (!waits || !target.closest("[data-position]")) return;
  stopWaiting();
  sayOfWaiting("stays");
}

function sayOfWaiting(what) {
  const line = document.getElementById("waiting");
  line.hidden = !what;
  line.textContent = line.dataset[what] ?? "";
}

// Go where the pressed button leads once everything is saved, or to a question that asks.
function goOn() {
  sayUnsent();
  const open = openConflict();
  if (!waits || (!open && !sender.isEmpty(attempt))) return;
  const button = stopWaiting();
  if (!button.isConnected) return; // it was for those whom no script helps, and is gone
  if (open) {
    open.scrollIntoView({ block: "center" });
    open.querySelector("button").focus({ preventScroll: true });
    return;
  }
  isLeaving = true;
  button.click(); // older browsers know no requestSubmit
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

async function take(element, held) {
  const position = Number(element.dataset.position);
  const kind = await import(`./quiz-kinds/${element.dataset.kind}.js`);
  const wasTouched = isTouched(element); // up to here, nobody listened
  const receipt = element.querySelector(".receipt");
  receipt.id = `receipt-${position}`;
  questions.set(position, {
    element,
    kind,
    receipt,
    stamp: element.querySelector("input[name^='base-']"),
    saved: element.dataset.answered ?? "", // what the server has
  });
  if (!wasTouched) show(position, held);
  if (!element.querySelector(".field-error")) noteAnswered(position); // else the server took nothing
  const isNews = kind.read(element) !== null || questions.get(position).saved;
  kind.enliven?.(element);
  element.addEventListener("change", () => save(position));
  if (wasTouched && isNews) save(position);
}

// What this device knows better than the page, which may have been drawn before: an answer that is
// not sent, or one that was saved since.
function show(position, { unsent, saved }) {
  const { element, kind, stamp } = questions.get(position);
  const revision = (text) => Number.parseInt(text, 10);
  const isNews = saved && revision(saved.stamp) > revision(stamp.value);
  if (isNews) {
    kind.write(element, saved.answer);
    settle(position, saved);
    say(position, "saved", saved.message);
  } else if (saved) store.dropSaved(saved);
  if (!unsent) return;
  kind.write(element, unsent.answer);
  say(position, "failed", words.kept);
}

// Another tab has given and sent a newer answer than the one that was waiting here. What this page
// shows is not an edit of it: where the newer one is not known, its stamp is not taken over, so that
// the learner is asked before anything takes its place.
async function showWhatCounts({ position, answer }) {
  say(position, "", "");
  const saved = at(await store.saved(attempt), position);
  const { element, kind } = questions.get(position);
  if (JSON.stringify(kind.read(element)) !== JSON.stringify(answer)) return; // edited meanwhile
  show(position, { saved });
  noteAnswered(position);
}

const at = (list, position) => list.findLast((each) => each.position === position);

// Whether every question could be taken; one whose script did not come is a plain form's.
async function takeAll() {
  await sender.load();
  const [unsent, saved] = [sender.unsent(attempt), await store.saved(attempt)];
  const taken = await Promise.allSettled(
    [...form.querySelectorAll("[data-position]:not([data-checked])")].map((element) => {
      const position = Number(element.dataset.position);
      return take(element, { unsent: at(unsent, position), saved: at(saved, position) });
    }),
  );
  sayUnsent();
  const wasPressed = sessionStorage.getItem(PRESSED) && !sender.isEmpty(attempt);
  if (wasPressed) waitFor(form.querySelector(`button[value=${HAND_IN}]`));
  else sessionStorage.removeItem(PRESSED);
  returnToQuestion();
  sender.retry();
  return taken.every(({ status }) => status === "fulfilled");
}

function returnToQuestion() {
  const question = questions.get(Number(sessionStorage.getItem(RETURNS_TO)));
  sessionStorage.removeItem(RETURNS_TO);
  if (question) focusFirstControl(question.element);
}

form.addEventListener("submit", submitWhenSaved);
form.addEventListener("input", stay);
addEventListener("beforeunload", (event) => {
  if (!isLeaving && !sender.isEmpty(attempt)) event.preventDefault();
});
addEventListener("count-unsent", ({ detail }) => (detail.count = sender.unsent().length));
addEventListener("account-leaves", () => (isLeaving = true));
addEventListener("pageshow", (event) => event.persisted && location.reload());
addEventListener("online", () => sender.retry());
addEventListener("focus", () => sender.retry());
document.addEventListener("visibilitychange", () => document.hidden || sender.retry());
if (await takeAll()) {
  for (const saving of document.querySelectorAll(".until-live")) saving.remove();
  form.dataset.isLive = ""; // from here on every change is saved
}
