// Lists to put in order: buttons move a line up or down, and the selects that a plain form sends
// follow. Each line says its place to screen readers. A list is as it stands an answer; each move sends a change event from the moved select.

export function enliven(root) {
  for (const list of root.querySelectorAll(".ordering:not([data-live])")) {
    list.dataset.live = "";
    for (const select of list.querySelectorAll("select")) {
      select.tabIndex = -1;
      select.setAttribute("aria-hidden", "true");
    }
    addNews(list);
    sort(list);
    list.addEventListener("click", (event) => {
      const button = event.target.closest("[data-move]");
      if (button) move(list, button);
    });
  }
}

const rowsOf = (list) => [...list.querySelectorAll(".ordering-row")];
const selectOf = (row) => row.querySelector("select");

function sort(list) {
  const rows = rowsOf(list);
  if (rows.every((row) => selectOf(row).value)) {
    rows.sort((one, other) => selectOf(one).value - selectOf(other).value);
    list.append(...rows);
  }
  number(list);
}

function number(list) {
  const rows = rowsOf(list);
  rows.forEach((row, at) => {
    selectOf(row).value = String(at + 1);
    const place = list.dataset.place.replace("{place}", at + 1).replace("{count}", rows.length);
    row.querySelector("[data-place-of]").textContent = `${place} `;
  });
}

function move(list, button) {
  const row = button.closest(".ordering-row");
  const up = button.dataset.move === "up";
  const other = up ? row.previousElementSibling : row.nextElementSibling;
  if (!other) return;
  if (up) other.before(row);
  else other.after(row);
  number(list);
  button.focus();
  list.nextElementSibling.textContent = row.querySelector("label").textContent;
  selectOf(row).dispatchEvent(new Event("change", { bubbles: true }));
}

// Screen readers announce only what changes in a region that was there before.
function addNews(list) {
  const news = document.createElement("p");
  news.className = "visually-hidden";
  news.setAttribute("role", "status");
  list.after(news);
}
