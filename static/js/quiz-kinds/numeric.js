// A number: what was typed, as it was typed.

import { saveWhileTyping } from "../typing.js";
import { typedIn } from "./short_text.js";

const fieldOf = (question) => question.querySelector("input[type=text]");

export function read(question) {
  const number = typedIn(fieldOf(question));
  return number ? { number } : null;
}

export function write(question, answer) {
  fieldOf(question).value = answer?.number ?? "";
}

export const enliven = saveWhileTyping;
