// Gaps: what was chosen or typed in each.

import { saveWhileTyping } from "../typing.js";

const gapsOf = (question) => [...question.querySelectorAll("[data-part]")];

export function read(question) {
  const filled = gapsOf(question).filter((gap) => gap.value.trim());
  if (!filled.length) return null;
  return { gaps: Object.fromEntries(filled.map((gap) => [gap.dataset.part, gap.value.trim()])) };
}

export const isWhole = (question) => gapsOf(question).every((gap) => gap.value.trim());

export function write(question, answer) {
  for (const gap of gapsOf(question)) gap.value = answer?.gaps[gap.dataset.part] ?? "";
}

export const enliven = saveWhileTyping;
