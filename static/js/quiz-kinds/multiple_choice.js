// Multiple choice: the ticked boxes.

export function read(question) {
  const ticked = [...question.querySelectorAll("input[type=checkbox]:checked")];
  return ticked.length ? { choices: ticked.map((box) => box.value) } : null;
}

export function write(question, answer) {
  const chosen = answer?.choices ?? [];
  for (const box of question.querySelectorAll("input[type=checkbox]")) {
    box.checked = chosen.includes(box.value);
  }
}
