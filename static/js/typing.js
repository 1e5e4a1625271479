// Typed answers: a pause in typing is a change, as leaving the field is, and so is being sent away.
// Enter in a field of one line saves it and presses no button.

const PAUSE = 900;

export function saveWhileTyping(question) {
  for (const field of question.querySelectorAll("input[type=text], textarea")) watch(field);
}

function watch(field) {
  let told = field.defaultValue;
  let timer;
  const tell = () => {
    clearTimeout(timer);
    if (field.isConnected && field.value !== told) field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const tellSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(tell, PAUSE);
  };
  field.addEventListener("input", tellSoon);
  field.addEventListener("change", (event) => {
    if (field.value === told) event.stopPropagation(); // told already, in a pause
    told = field.value;
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || field.localName === "textarea") return;
    event.preventDefault();
    tell();
  });
  document.addEventListener("visibilitychange", tell);
  addEventListener("beforeunload", tell, { capture: true });
  if (field.value !== told) tellSoon(); // somebody was faster than this script
}
