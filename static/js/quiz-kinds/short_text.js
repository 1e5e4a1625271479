// Short text: what was typed.

import { saveWhileTyping } from "../typing.js";

const fieldOf = (question) => question.querySelector("input[type=text], textarea");

const VISIBLE = /[^\s\p{Default_Ignorable_Code_Point}\p{Control}\p{Surrogate}\u2800\ufff9-\ufffb]/u;

// What was typed, without space around it: "" where there is nothing to see, which is no answer.
export const typedIn = (field) => (VISIBLE.test(field.value) ? field.value.trim() : "");

export function read(question) {
  const text = typedIn(fieldOf(question));
  return text ? { text } : null;
}

export function write(question, answer) {
  fieldOf(question).value = answer?.text ?? "";
}

export const enliven = saveWhileTyping;
