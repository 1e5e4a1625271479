// Multiple choice: the ticked boxes.

export function read(question) {
  const ticked = [...question.querySelectorAll("input[type=checkbox]:checked")];
  return ticked.length ? { choices: ticked.map((box) => box.value) } : null;
}
