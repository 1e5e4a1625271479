// Ordering: lines moved by buttons, with selects underneath.

import { askWhetherItStands } from "../ordering.js";

export { enliven } from "../ordering.js";

const selectsOf = (question) => [...question.querySelectorAll(".ordering select")];

export function read(question) {
  const selects = selectsOf(question);
  if (selects.some((select) => !select.value)) return null;
  selects.sort((one, other) => one.value - other.value);
  return { order: selects.map((select) => select.closest("li").dataset.key) };
}

export function write(question, answer) {
  if (!answer) {
    askWhetherItStands(question.querySelector(".ordering"));
    return;
  }
  for (const select of selectsOf(question)) {
    select.value = String(answer.order.indexOf(select.closest("li").dataset.key) + 1);
  }
}
