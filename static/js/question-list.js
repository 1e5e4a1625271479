// Keeps the list of questions current and in sight. Without this script it is a list of links as
// things stood when the page was drawn.

const form = document.getElementById("quiz");
const list = document.getElementById("question-list");
const sheet = list.querySelector("details");
const summary = list.querySelector("summary");
const next = list.querySelector("[data-next]");
const questions = [...form.querySelectorAll("[data-position]")];

const count = document.getElementById("answered");

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
  const template = partly ? list.dataset.countPartly : list.dataset.count;
  const words = template
    .replace("{done}", done)
    .replace("{total}", questions.length)
    .replace("{partly}", partly);
  for (const place of [summary, count]) if (place.textContent !== words) place.textContent = words;
  next.querySelector("[data-when-open]").hidden = done === questions.length;
  next.querySelector("[data-when-done]").hidden = done < questions.length;
  next.hash = nextOpen();
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
new MutationObserver(refresh).observe(form, { subtree: true, attributeFilter: ["data-answered"] });
list.closest(".in-sight").dataset.live = "";
refresh();
