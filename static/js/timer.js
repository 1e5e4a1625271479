// Counts down to the attempt's deadline by the server's clock: the page says what that shows, and
// from then on only time that passes here is added. What the device takes for the time is not used.

const ASK_AGAIN_EVERY = 300_000; // a teacher may have given more time meanwhile
const MINUTE = 60;
const UNSENT = "[data-position] .receipt[data-state=failed]"; // what quiz.js says of an answer

const timer = document.getElementById("timer");
const words = timer.dataset;
const left = timer.querySelector("[data-left]");
const button = timer.querySelector("button");
const status = timer.querySelector("[role=status]");
const tooLate = timer.querySelector("[data-too-late]");
const shownTime = timer.querySelector("time");
const [visit] = performance.getEntriesByType("navigation");
const choice = `timer ${words.url}`; // of this attempt, in this tab

let until = Date.parse(words.until);
let serverAhead = Date.parse(words.now) - visit.responseStart;
let isSure = visit.workerStart === 0; // a page that was kept for working offline may be old
let isShown = sessionStorage.getItem(choice) ?? ("hides" in words ? "no" : "yes");
let isAsking = false;

const secondsLeft = () => Math.ceil((until - serverAhead - performance.now()) / 1000);
const say = (template, number) => template.replace("{n}", String(number));

function inWords(seconds) {
  if (seconds <= 0) return words.over;
  return seconds <= MINUTE
    ? say(words.seconds, seconds)
    : say(words.minutes, Math.ceil(seconds / MINUTE));
}

// Half of the time, five minutes and one minute; the last one also where the timer is hidden.
function momentsToAnnounce() {
  const half = Math.round((until - Date.parse(words.begun)) / 2000);
  return isShown === "yes" ? [half, 5 * MINUTE, MINUTE] : [MINUTE];
}

let before = secondsLeft();

function draw() {
  const seconds = secondsLeft();
  const text = inWords(seconds);
  if (left.textContent !== text) left.textContent = text;
  tooLate.hidden = !isSure || seconds > 0 || !document.querySelector(UNSENT);
  left.hidden = !isSure || (isShown !== "yes" && seconds > 0);
  button.hidden = !isSure || seconds <= 0;
  button.textContent = isShown === "yes" ? words.hide : words.show;
  const passed = momentsToAnnounce().some((moment) => before > moment && seconds <= moment);
  if (isSure && (passed || (before > 0 && seconds <= 0))) status.textContent = text;
  before = seconds;
  if (seconds <= 0 || !isSure) ask();
}

// Ask the server: it may have stopped taking answers, or have given more time.
async function ask() {
  if (isAsking) return;
  isAsking = true;
  const asked = performance.now();
  try {
    const response = await fetch(words.url, { headers: { Accept: "application/json" } });
    const reply = await response.json();
    if (response.ok && reply.isOver) location.assign(words.results);
    else if (response.ok && reply.until) take(reply, (performance.now() + asked) / 2);
  } catch {
    // No network: the page goes on by what it knows, and asks again.
  }
  setTimeout(() => (isAsking = false), 3000);
}

function take(reply, at) {
  serverAhead = Date.parse(reply.now) - at;
  isSure = true;
  if (Date.parse(reply.until) === until) return;
  until = Date.parse(reply.until);
  shownTime.dateTime = reply.until;
  shownTime.textContent = reply.shown;
  before = secondsLeft();
}

button.addEventListener("click", () => {
  isShown = isShown === "yes" ? "no" : "yes";
  sessionStorage.setItem(choice, isShown);
  draw();
});
document.addEventListener("visibilitychange", () => document.hidden || ask());
addEventListener("online", ask);
setInterval(ask, ASK_AGAIN_EVERY);
setInterval(draw, 1000);
draw();
