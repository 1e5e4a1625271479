// Keeps the list of questions current and in sight. Without this script it is a list of links as
// things stood when the page was drawn.

const form = document.getElementById("quiz");
const list = document.getElementById("question-list");
const sheet = list.querySelector("details");
const summary = list.querySelector("summary");
const next = list.querySelector("[data-next]");
const questions = [...form.querySelectorAll("[data-position]")];

const answered = document.getElementById("answered");
const notSent = list.querySelector("[data-words]");

const isAnswered = (question) => question.dataset.answered === "wholly";
const isPartly = (question) => question.dataset.answered === "partly";
const isFlagged = (question) => form.elements[`flag-${question.dataset.position}`]?.checked ?? false;

function refresh() {
  for (const question of questions) {
    const line = list.querySelector(`[data-of="${question.dataset.position}"]`);
    line.classList.toggle("is-answered", isAnswered(question));
    line.classList.toggle("is-partly", isPartly(question));
    line.classList.toggle("is-flagged", isFlagged(question));
  }
  const done = questions.filter(isAnswered).length;
  const partly = questions.filter(isPartly).length;
  const { unsent } = form.dataset;
  const inWords = (template) => fill(template, { done, total: questions.length, partly, unsent });
  const { count, countPartly, short, shortPartly } = list.dataset;
  const whole = inWords(partly ? countPartly : count);
  write(answered, whole);
  write(summary, unsent ? inWords(partly ? shortPartly : short) : whole); // beside what is not sent
  notSent.hidden = !unsent;
  write(notSent, unsent ? inWords(notSent.dataset.words) : "");
  next.querySelector("[data-when-open]").hidden = done === questions.length;
  next.querySelector("[data-when-done]").hidden = done < questions.length;
  next.hash = nextOpen();
}

const fill = (template, values) => template.replace(/{(\w+)}/g, (_, name) => values[name]);

function write(place, words) {
  if (place.textContent !== words) place.textContent = words;
}

// The first open question below the bar, or else the first of all.
function nextOpen() {
  const open = questions.filter((question) => !isAnswered(question));
  const bar = list.getBoundingClientRect().bottom + 1;
  const ahead = open.find((question) => question.getBoundingClientRect().top > bar + 40);
  const place = (ahead ?? open[0])?.dataset.position;
  return place ? `q${place}` : "hand-in";
}

function close() {
  sheet.open = false;
}

next.addEventListener("click", () => (next.hash = nextOpen()));
sheet.addEventListener("click", (event) => event.target.closest("a") && close());
list.addEventListener("focusout", (event) => {
  if (event.relatedTarget && !list.contains(event.relatedTarget)) close();
});
document.addEventListener("pointerdown", (event) => list.contains(event.target) || close());
list.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !sheet.open) return;
  close();
  summary.focus();
});
form.addEventListener("input", refresh);
new MutationObserver(refresh).observe(form, {
  subtree: true,
  attributeFilter: ["data-answered", "data-unsent"],
});
list.closest(".in-sight").dataset.live = "";
refresh();
