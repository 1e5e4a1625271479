// Takes back the choice of a radio button in place; without this script the button sends the form.

const form = document.getElementById("quiz");

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
