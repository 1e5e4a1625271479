// A button beside each password that shows what was typed; sent, it is hidden again.

for (const holder of document.querySelectorAll("[data-show]")) {
  const input = holder.querySelector("input");
  const button = document.createElement("button");
  const of = document.createElement("span");
  button.type = "button";
  button.className = "button button-quiet";
  of.className = "visually-hidden";
  of.textContent = ` ${document.querySelector(`label[for="${CSS.escape(input.id)}"]`).textContent}`;
  button.append(holder.dataset.show, of);

  const show = (isShown) => {
    input.type = isShown ? "text" : "password";
    button.setAttribute("aria-pressed", String(isShown));
  };
  show(false);
  button.addEventListener("click", () => show(input.type === "password"));
  input.form.addEventListener("submit", () => show(false));
  holder.append(button);
}
