// A flag is kept as soon as it is set. What does not arrive waits for the network, and goes along
// with the form in any case.

const form = document.getElementById("quiz");
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
