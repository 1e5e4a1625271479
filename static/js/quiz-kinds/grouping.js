// Sorting into groups: the group chosen for each item.

const itemsOf = (question) => [...question.querySelectorAll("[data-part]")];
const chosenIn = (item) => item.querySelector("input:checked");

export function read(question) {
  const sorted = itemsOf(question).filter(chosenIn);
  if (!sorted.length) return null;
  return { groups: Object.fromEntries(sorted.map((item) => [item.dataset.part, chosenIn(item).value])) };
}

export const isWhole = (question) => itemsOf(question).every(chosenIn);

export function write(question, answer) {
  for (const item of itemsOf(question)) {
    const group = answer?.groups[item.dataset.part];
    for (const radio of item.querySelectorAll("input")) radio.checked = radio.value === group;
  }
}
