// Where somebody goes on in a question that has changed under them.

const CONTROL =
  "input:not([type=hidden]), textarea, select:not([aria-hidden]), button:not([aria-disabled=true])";

export function focusFirstControl(question) {
  (question.querySelector("input:checked") ?? question.querySelector(CONTROL)).focus();
}
