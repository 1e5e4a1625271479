// Two helps beside each question: its flag, and taking back a choice. Without this script both send
// the form.

const form = document.getElementById("quiz");
// A flag is kept as soon as it is set. What does not arrive waits for the network, and goes along
// with the form in any case.
const drawn = form.elements.flagged; // the flags that the server knows of
const waiting = new Set();

const known = () => new Set(drawn.value.split(" ").filter(Boolean));

async function send(flag) {
  waiting.add(flag);
  const position = flag.name.slice("flag-".length);
  const isFlagged = flag.checked;
  try {
    const response = await fetch(form.dataset.flag, {
      method: "POST",
      headers: {
        Accept: "application/json",
        "Content-Type": "application/json",
        "X-CSRFToken": form.elements.csrf_token.value,
      },
      body: JSON.stringify({ position: Number(position), flagged: isFlagged }),
    });
    if (!response.ok) return;
  } catch {
    return;
  }
  const flags = known();
  if (isFlagged) flags.add(position);
  else flags.delete(position);
  drawn.value = [...flags].join(" ");
  if (flag.checked === isFlagged) waiting.delete(flag);
}

form.addEventListener("change", ({ target }) => target.matches("[name^=flag-]") && send(target));
addEventListener("online", () => waiting.forEach(send));
addEventListener("focus", () => waiting.forEach(send));

// A choice is taken back in place.
form.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=clear]");
  if (!button) return;
  event.preventDefault();
  const question = form.querySelector(`[data-position="${button.value}"]`);
  const radios = [...question.querySelectorAll("[type=radio]")];
  radios.forEach((radio) => (radio.checked = false));
  radios[0].focus();
  radios[0].dispatchEvent(new Event("change", { bubbles: true }));
});
