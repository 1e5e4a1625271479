// Gaps: what was chosen or typed in each.

import { saveWhileTyping } from "../typing.js";
import { typedIn } from "./short_text.js";

const gapsOf = (question) => [...question.querySelectorAll("[data-part]")];

export function read(question) {
  const filled = gapsOf(question).filter(typedIn);
  if (!filled.length) return null;
  return { gaps: Object.fromEntries(filled.map((gap) => [gap.dataset.part, typedIn(gap)])) };
}

export const isWhole = (question) => gapsOf(question).every(typedIn);

export function write(question, answer) {
  for (const gap of gapsOf(question)) gap.value = answer?.gaps[gap.dataset.part] ?? "";
}

export const enliven = saveWhileTyping;
