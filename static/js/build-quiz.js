// Keeps the number of ticked questions beside each bank's list current.
for (const list of document.querySelectorAll("details:has([data-chosen])")) {
  const number = list.querySelector("[data-chosen]");
  list.addEventListener("change", () => {
    number.textContent = list.querySelectorAll("input:checked").length;
  });
}
