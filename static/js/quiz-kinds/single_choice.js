// Single choice: the chosen radio button.

export function read(question) {
  const chosen = question.querySelector("input[type=radio]:checked");
  return chosen ? { choice: chosen.value } : null;
}
