// Short text: what was typed.

import { saveWhileTyping } from "../typing.js";

const fieldOf = (question) => question.querySelector("input[type=text], textarea");

export function read(question) {
  const text = fieldOf(question).value.trim();
  return text ? { text } : null;
}

export function write(question, answer) {
  fieldOf(question).value = answer?.text ?? "";
}

export const enliven = saveWhileTyping;
