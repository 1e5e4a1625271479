// Open response: what was written, with its words counted.

import { saveWhileTyping } from "../typing.js";
import { read, write as writeText } from "./short_text.js";

export { read };

export function write(question, answer) {
  writeText(question, answer);
  count(question);
}

export function enliven(question) {
  saveWhileTyping(question);
  question.addEventListener("input", () => count(question));
}

function count(question) {
  const words = question.querySelector("textarea").value.split(/\s+/).filter(Boolean).length;
  const counter = question.querySelector("[data-words]");
  counter.textContent = counter.dataset.words.replace("{count}", String(words));
  const notice = question.querySelector("[data-most]");
  const { most, one, many } = notice.dataset;
  const over = words - Number(most);
  notice.hidden = over <= 0;
  if (over > 0) notice.querySelector("p").textContent = over === 1 ? one : many.replace("{count}", String(over));
}
