// Reads a question or a section of a lesson with the device's own voices: a voice that would send
// the text elsewhere is never used. Without such a voice no button is shown.

const LEFT_OUT = ".note-ref, .visually-hidden, .hint, .receipt, .signed-out";
const language = document.documentElement.lang.split("-")[0].toLowerCase();
const buttons = [...document.querySelectorAll("[data-read-aloud]")];
let reading = null;

function voice() {
  const fits = ({ localService, lang }) => localService && lang.toLowerCase().startsWith(language);
  const own = speechSynthesis.getVoices().filter(fits);
  return own.find((each) => each.default) ?? own[0];
}

function words(element) {
  const copy = element.cloneNode(true);
  copy.querySelectorAll(LEFT_OUT).forEach((part) => part.remove());
  return copy.textContent.replace(/\s+/g, " ").trim();
}

function question(element) {
  const labels = [...element.querySelectorAll("label")].map(
    (label) => words(label.querySelector("[translate=no]") ?? label),
  );
  const numbered = labels.length > 1 ? labels.map((text, at) => `${at + 1}: ${text}`) : labels;
  return [words(element.querySelector(".stem")), ...numbered];
}

const section = (element) =>
  [...element.querySelectorAll("h2, .passage :is(h3, p, li), figcaption, .steps li, .timeline li")]
    .filter((part) => !part.querySelector("p, li"))
    .map(words);

function show(button, isReading) {
  const [read, stop] = button.children;
  read.hidden = isReading;
  stop.hidden = !isReading;
}

function stop() {
  speechSynthesis.cancel();
  if (reading) show(reading, false);
  reading = null;
}

function start(button) {
  const element = document.getElementById(button.dataset.readAloud);
  const pieces = element.matches("fieldset") ? question(element) : section(element);
  const spoken = pieces.filter(Boolean).map((text) => new SpeechSynthesisUtterance(text));
  const reader = voice();
  for (const piece of spoken) {
    piece.voice = reader;
    piece.lang = reader.lang;
    speechSynthesis.speak(piece);
  }
  spoken.at(-1).addEventListener("end", () => reading === button && stop());
  reading = button;
  show(button, true);
}

function press(button) {
  const wasReading = reading === button;
  stop();
  if (!wasReading) start(button);
}

function offer() {
  const isPossible = voice() !== undefined;
  buttons.forEach((button) => (button.hidden = !isPossible));
}

if ("speechSynthesis" in window) {
  buttons.forEach((button) => button.addEventListener("click", () => press(button)));
  speechSynthesis.addEventListener("voiceschanged", offer);
  addEventListener("pagehide", stop);
  offer();
}
