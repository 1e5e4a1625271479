// Typed answers: a pause in typing is a change, as leaving the field is, and so is being sent away.
// Enter in a field of one line saves it and presses no button.

const PAUSE = 900;
const LONGEST = 5000; // of typing without a pause

const fieldsOf = (question) => question.querySelectorAll("input[type=text], textarea");

export function saveWhileTyping(question) {
  for (const field of fieldsOf(question)) watch(field);
}

// What was typed cannot be read: whoever comes back to the field is told why, by what has this id.
export function markRefused(question, reason) {
  for (const field of fieldsOf(question)) {
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", [...describing(field, reason), reason].join(" "));
  }
}

export function unmarkRefused(question, reason) {
  for (const field of fieldsOf(question)) {
    field.removeAttribute("aria-invalid");
    const others = describing(field, reason).join(" ");
    if (others) field.setAttribute("aria-describedby", others);
    else field.removeAttribute("aria-describedby");
  }
}

const describing = (field, reason) =>
  (field.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== reason);

function watch(field) {
  let told = field.defaultValue;
  let timer;
  let since; // when the first of what is not told yet was typed
  const tell = () => {
    clearTimeout(timer);
    since = undefined;
    if (field.isConnected && field.value !== told) field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const tellSoon = () => {
    clearTimeout(timer);
    since ??= Date.now();
    timer = setTimeout(tell, Math.min(PAUSE, since + LONGEST - Date.now()));
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
