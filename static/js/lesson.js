// A lesson, beyond plain links and forms: answers are checked in place, and reading is noted as it
// happens. Without this script every button still works.

import { focusFirstControl } from "./first-control.js";
import { enliven } from "./ordering.js";
import { within } from "./patience.js";

const SECOND = 1000;
const WORDS_A_SECOND = 12; // faster than anybody reads: below it a section was only scrolled past
const LEAST_SECONDS = 3;
const MOST_SECONDS = 20;
const PASSING_SECONDS = 5;
const ANSWER_WITHIN = 15 * SECOND;
const AGAIN_AFTER = 10 * SECOND; // a device that says it is online may be early

const news = document.getElementById("lesson-news");

function post(url, data) {
  return fetch(url, {
    method: "POST",
    body: data,
    keepalive: true,
    signal: within(ANSWER_WITHIN),
    headers: {
      Accept: "application/json",
      "X-CSRFToken": document.querySelector("meta[name=csrf-token]").content,
    },
  });
}

function put(parts) {
  const holder = document.createElement("template");
  for (const [id, html] of Object.entries(parts)) {
    const old = document.getElementById(id);
    holder.innerHTML = html;
    const fresh = holder.content.getElementById(id);
    if (!old || !fresh) continue;
    const focused = old.contains(document.activeElement) && document.activeElement.getAttribute("href");
    old.replaceWith(fresh);
    if (focused) fresh.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus();
    enliven(fresh);
  }
  showPlace();
}

// Check-yourself questions

async function checkAnswer(form) {
  const box = form.closest(".check");
  const button = form.querySelector("[type=submit]");
  button.disabled = true;
  let response;
  try {
    response = await post(form.action, new FormData(form));
  } catch {
    button.disabled = false;
    box.querySelector(".field-error").textContent = form.dataset.unsent;
    return;
  }
  if (response.status !== 200 && response.status !== 422) {
    form.submit(); // the page that comes keeps what was chosen
    return;
  }
  put((await response.json()).parts);
  const fresh = document.getElementById(box.id);
  const verdict = fresh.querySelector(".verdict, .field-error");
  const line = verdict.closest(".review-line") ?? verdict;
  line.tabIndex = -1;
  line.focus({ preventScroll: true });
  line.scrollIntoView({ block: "nearest" });
  news.textContent = verdict.textContent;
}

async function askAgain(link) {
  const id = link.closest(".check").id;
  try {
    const page = await (await fetch(link.href)).text();
    const fresh = new DOMParser().parseFromString(page, "text/html").getElementById(id);
    put({ [id]: fresh.outerHTML });
    focusFirstControl(document.getElementById(id));
  } catch {
    location.assign(link.href);
  }
}

// Reading

const sections = [...document.querySelectorAll("[data-section]")];
const records = document.querySelector("[data-record]") !== null;
const seconds = new Map();
const visible = new Set();
const endSeen = new Set();
const unsent = new Set();
const kept = `read ${document.querySelector("meta[name=account]").content} ${location.pathname}`;
let again; // the timer that sends what is not sent
let current = null;
let placeSent = null;

const isRead = (section) => !section.querySelector(".section-end form");

function secondsNeeded(section) {
  const words = [...section.querySelectorAll(".passage")]
    .map((passage) => passage.textContent.trim().split(/\s+/).length)
    .reduce((sum, count) => sum + count, 0);
  return Math.min(MOST_SECONDS, Math.max(LEAST_SECONDS, words / WORDS_A_SECOND));
}

// What becomes of noting a section as read.
const NOTED = "noted";
const REFUSED = "refused";
const UNSENT = "unsent";

let last = Promise.resolve();

// One after another: what the newest answer says of the lesson is shown last.
function send(section) {
  last = last.then(() => sendNow(section));
  return last;
}

async function sendNow(section) {
  if (!unsent.has(section)) return NOTED; // by what was sent meanwhile
  try {
    const response = await post(section.dataset.section, new FormData());
    if (!response.ok) return response.status < 500 ? REFUSED : UNSENT;
    unsent.delete(section);
    placeSent = section;
    put((await response.json()).parts);
    return NOTED;
  } catch {
    return UNSENT;
  }
}

// What cannot be sent goes along with the next one, or is tried again by itself.
async function report(section) {
  unsent.add(section);
  const outcome = await send(section);
  if (outcome === NOTED) await Promise.all([...unsent].map(send));
  keepUnsent();
  return outcome;
}

async function sendAgain() {
  clearTimeout(again);
  if (unsent.size) await report([...unsent][0]);
}

// A reload, or this page opened again in this tab, knows what is not sent.
function keepUnsent() {
  clearTimeout(again);
  if (unsent.size) {
    sessionStorage.setItem(kept, [...unsent].map(({ id }) => id).join(" "));
    again = setTimeout(sendAgain, AGAIN_AFTER);
  } else sessionStorage.removeItem(kept);
}

function takeUpUnsent() {
  const ids = (sessionStorage.getItem(kept) ?? "").split(" ");
  for (const section of sections.filter(({ id }) => ids.includes(id))) {
    if (isRead(section)) continue;
    unsent.add(section);
    sayUnsent(section);
  }
  keepUnsent();
  sendAgain();
}

function sayUnsent(section) {
  const receipt = section.querySelector(".section-end .receipt");
  receipt.dataset.state = "failed";
  receipt.textContent = receipt.dataset.unsent;
}

async function markAndGoOn(form) {
  const section = form.closest("[data-section]");
  const outcome = await report(section);
  if (outcome === NOTED) goOnFrom(section);
  else if (outcome === UNSENT) sayUnsent(section);
  else form.submit(); // the page that comes says why
}

function goOnFrom(section) {
  const next = sections[sections.indexOf(section) + 1] ?? document.getElementById("lesson-end");
  const heading = next.querySelector("h2");
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  next.scrollIntoView();
}

function watchReading() {
  for (const section of sections) {
    new IntersectionObserver(([entry]) => {
      if (entry.isIntersecting) visible.add(section);
      else visible.delete(section);
    }).observe(section);
    const end = section.querySelector(".check") ?? section.lastElementChild;
    new IntersectionObserver(([entry]) => {
      if (entry.isIntersecting) endSeen.add(section);
    }).observe(end);
  }
  setInterval(() => {
    if (document.hidden) return;
    for (const section of visible) {
      const spent = (seconds.get(section) ?? 0) + 1;
      seconds.set(section, spent);
      const enough = endSeen.has(section) && spent >= secondsNeeded(section);
      if (enough && !isRead(section) && !unsent.has(section)) report(section);
    }
  }, SECOND);
}

function keepPlace() {
  const stayed = current && (seconds.get(current) ?? 0) >= PASSING_SECONDS;
  if (!document.hidden || !stayed || current === placeSent) return;
  const data = new FormData();
  data.set("passing", "yes");
  placeSent = current;
  post(current.dataset.section, data).catch(() => (placeSent = null));
}

function watchPlace() {
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) if (entry.isIntersecting) current = entry.target;
      showPlace();
    },
    { rootMargin: "-20% 0px -75% 0px" },
  );
  sections.forEach((section) => observer.observe(section));
}

function showPlace() {
  for (const link of document.querySelectorAll("#lesson-contents a")) {
    const here = current !== null && link.hash === `#${current.id}`;
    link.parentElement.classList.toggle("is-here", here);
    if (here) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("[data-check]")) {
    event.preventDefault();
    checkAnswer(form);
  } else if (form.closest(".section-end")) {
    event.preventDefault();
    markAndGoOn(form);
  }
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-again]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  askAgain(link);
});

enliven(document);
watchPlace();
if (records) {
  watchReading();
  document.addEventListener("visibilitychange", keepPlace);
  addEventListener("online", sendAgain);
  takeUpUnsent();
}
