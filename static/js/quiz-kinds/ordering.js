// Ordering: lines moved by buttons. Until one is moved, or the order shown is taken as it stands,
// the selects underneath stay empty and the question counts as not answered.

import { enliven as addButtons } from "../ordering.js";

const selectsOf = (question) => [...question.querySelectorAll(".ordering select")];

export function read(question) {
  const selects = selectsOf(question);
  if (selects.some((select) => !select.value)) return null;
  selects.sort((one, other) => one.value - other.value);
  return { order: selects.map((select) => select.closest("li").dataset.key) };
}

export function write(question, answer) {
  for (const select of selectsOf(question)) {
    const place = answer ? answer.order.indexOf(select.closest("li").dataset.key) + 1 : "";
    select.value = String(place);
  }
}

export function enliven(question) {
  const isAnswered = read(question) !== null;
  addButtons(question);
  if (isAnswered) return;
  selectsOf(question).forEach((select) => (select.value = ""));
  const take = question.querySelector("[data-take-order]");
  take.hidden = false;
  take.addEventListener("click", () => {
    selectsOf(question).forEach((select, at) => (select.value = String(at + 1)));
    question.querySelector(".ordering").dispatchEvent(new Event("change", { bubbles: true }));
  });
  question.addEventListener("change", () => (take.hidden = true), { once: true });
}
