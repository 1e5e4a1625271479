// Claim and evidence: the claim and the sentence that are chosen.

const partsOf = (question) => [...question.querySelectorAll("[data-part]")];
const chosenIn = (part) => part.querySelector("input:checked");

export function read(question) {
  const chosen = partsOf(question).filter(chosenIn);
  if (!chosen.length) return null;
  return Object.fromEntries(chosen.map((part) => [part.dataset.part, chosenIn(part).value]));
}

export const isWhole = (question) => partsOf(question).every(chosenIn);

export function write(question, answer) {
  for (const part of partsOf(question)) {
    const given = answer?.[part.dataset.part];
    for (const radio of part.querySelectorAll("input")) radio.checked = radio.value === given;
  }
}
