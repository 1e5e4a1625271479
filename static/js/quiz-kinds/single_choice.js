// Single choice: the chosen radio button.

export function read(question) {
  const chosen = question.querySelector("input[type=radio]:checked");
  return chosen ? { choice: chosen.value } : null;
}

export function write(question, answer) {
  for (const button of question.querySelectorAll("input[type=radio]")) {
    button.checked = button.value === answer?.choice;
  }
}
