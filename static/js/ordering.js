// Lists to put in order: buttons move a line up or down, and the selects that a plain form sends
// follow. Each line says its place to screen readers. Until a line is moved, or the order shown is
// taken as it stands, the selects stay empty: nothing is answered. Each move sends the events that a
// control sends which somebody has changed.

export function enliven(root) {
  for (const list of root.querySelectorAll(".ordering:not([data-live])")) {
    list.dataset.live = "";
    for (const select of list.querySelectorAll("select")) {
      select.tabIndex = -1;
      select.setAttribute("aria-hidden", "true");
    }
    addNews(list);
    const isAnswered = rowsOf(list).every((row) => selectOf(row).value);
    sort(list);
    offerTheOrderShown(list);
    if (!isAnswered) askWhetherItStands(list);
    list.addEventListener("click", (event) => {
      const button = event.target.closest("[data-move]");
      if (button) move(list, button);
    });
  }
}

const rowsOf = (list) => [...list.querySelectorAll(".ordering-row")];
const selectOf = (row) => row.querySelector("select");
const takeOrder = (list) => list.parentElement.querySelector("[data-take-order]");

function sort(list) {
  const rows = rowsOf(list);
  if (rows.every((row) => selectOf(row).value)) {
    rows.sort((one, other) => selectOf(one).value - selectOf(other).value);
    list.append(...rows);
  }
  number(list);
}

function offerTheOrderShown(list) {
  const take = takeOrder(list);
  take.addEventListener("click", () => {
    number(list);
    tellChange(list);
  });
  list.addEventListener("change", () => (take.hidden = true));
}

// The order that is shown is no answer.
export function askWhetherItStands(list) {
  for (const row of rowsOf(list)) selectOf(row).value = "";
  takeOrder(list).hidden = false;
}

// A button that leads nowhere says so and can be reached all the same: focus stays where it is.
function number(list) {
  const rows = rowsOf(list);
  rows.forEach((row, at) => {
    row.querySelector("[data-move=up]").setAttribute("aria-disabled", String(at === 0));
    row.querySelector("[data-move=down]").setAttribute("aria-disabled", String(at === rows.length - 1));
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
  tellChange(selectOf(row));
}

function tellChange(element) {
  for (const name of ["input", "change"]) element.dispatchEvent(new Event(name, { bubbles: true }));
}

// Screen readers announce only what changes in a region that was there before.
function addNews(list) {
  const news = document.createElement("p");
  news.className = "visually-hidden";
  news.setAttribute("role", "status");
  list.after(news);
}
