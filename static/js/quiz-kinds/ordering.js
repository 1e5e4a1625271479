// Ordering: lines moved by buttons, with selects underneath.

export { enliven } from "../ordering.js";

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
