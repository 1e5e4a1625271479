// Matching: what is chosen for each prompt.

const selectsOf = (question) => [...question.querySelectorAll("select[data-part]")];

export function read(question) {
  const chosen = selectsOf(question).filter((select) => select.value);
  if (!chosen.length) return null;
  return { pairs: Object.fromEntries(chosen.map((select) => [select.dataset.part, select.value])) };
}

export const isWhole = (question) => selectsOf(question).every((select) => select.value);

export function write(question, answer) {
  for (const select of selectsOf(question)) select.value = answer?.pairs[select.dataset.part] ?? "";
}
