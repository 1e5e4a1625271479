// Lists to put in order: buttons move a line up or down, and the selects that a plain form sends
// follow. A list is as it stands an answer; each move sends a change event from the moved select.

export function enliven(root) {
  for (const list of root.querySelectorAll(".ordering:not([data-live])")) {
    list.dataset.live = "";
    for (const select of list.querySelectorAll("select")) {
      select.tabIndex = -1;
      select.setAttribute("aria-hidden", "true");
    }
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
  rowsOf(list).forEach((row, at) => (selectOf(row).value = String(at + 1)));
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
  const select = selectOf(row);
  say(list, `${select.value} / ${rowsOf(list).length}`);
  select.dispatchEvent(new Event("change", { bubbles: true }));
}

function say(list, words) {
  let news = list.nextElementSibling;
  if (!news?.matches(".ordering-news")) {
    news = document.createElement("p");
    news.className = "ordering-news visually-hidden";
    news.setAttribute("role", "status");
    list.after(news);
  }
  news.textContent = words;
}
