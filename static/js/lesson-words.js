// Terms and source notes are shown at the word; without this script their links lead to the lists.

document.querySelector(".lesson-page").dataset.words = "";

const slip = document.createElement("div");
slip.className = "gloss";
slip.popover = "manual";
let openFor = null;

function show(link, meaning) {
  hide();
  const text = document.createElement("div");
  text.setAttribute("translate", "no");
  // A note is a list item, a term is a name and its meaning; neither keeps its way back.
  for (const piece of meaning.querySelectorAll(":scope > span, dt, dd > span")) {
    const line = document.createElement(piece.matches("dt") ? "b" : "span");
    line.append(...piece.cloneNode(true).childNodes);
    text.append(line, " ");
  }
  slip.replaceChildren(text);
  link.after(slip); // right behind the word, where a screen reader goes on reading
  slip.showPopover();
  place(link);
  openFor = link;
  link.setAttribute("aria-expanded", "true");
  document.getElementById("lesson-news").textContent = text.textContent;
}

function hide() {
  if (!openFor) return;
  slip.hidePopover();
  openFor.setAttribute("aria-expanded", "false");
  openFor = null;
}

function place(link) {
  const word = link.getBoundingClientRect();
  const room = document.documentElement.clientWidth - slip.offsetWidth - 16;
  const below = word.bottom + slip.offsetHeight + 16 < innerHeight;
  const top = below ? word.bottom + 6 : word.top - slip.offsetHeight - 6;
  slip.style.left = `${Math.max(16, Math.min(word.left, room)) + scrollX}px`;
  slip.style.top = `${top + scrollY}px`;
}

document.addEventListener("click", (event) => {
  if (slip.contains(event.target)) return;
  const link = event.target.closest("a.term, .note-ref a");
  const meaning = link && document.getElementById(link.hash.slice(1));
  const wasOpen = link !== null && link === openFor;
  hide();
  if (!meaning || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (!wasOpen) show(link, meaning);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && openFor) {
    openFor.focus();
    hide();
  }
});

// On paper every source is listed.
const folded = new Set();
addEventListener("beforeprint", () => {
  for (const notes of document.querySelectorAll("details.notes:not([open])")) {
    folded.add(notes);
    notes.open = true;
  }
});
addEventListener("afterprint", () => {
  folded.forEach((notes) => (notes.open = false));
  folded.clear();
});
