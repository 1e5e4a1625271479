// This tab's name among those that answer, and the numbers of its saves. A reload keeps the name;
// a copied tab, which starts with its original's storage, gets one of its own.

const NAME = "quiz-client";
const NUMBER = "quiz-number";
const MILLISECONDS_TO_OBJECT = 2000;

function newName() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function keep(name) {
  sessionStorage.setItem(NAME, name);
  return name;
}

let name = keep(sessionStorage.getItem(NAME) ?? newName());
let isSettled = false;

const tabs = new BroadcastChannel(NAME);
tabs.addEventListener("message", ({ data }) => {
  if (data.isTaken === name && !isSettled) name = keep(newName());
  else if (data.wants === name) tabs.postMessage({ isTaken: name });
});
tabs.postMessage({ wants: name });
setTimeout(() => (isSettled = true), MILLISECONDS_TO_OBJECT);

export const clientName = () => name;

export function nextNumber() {
  const number = Number(sessionStorage.getItem(NUMBER) ?? 0) + 1;
  sessionStorage.setItem(NUMBER, String(number));
  return number;
}
