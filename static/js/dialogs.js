// The dialog shows what its opener points at; the focus goes to an error summary, or to the reason, wherever one appears.
const dialog = document.getElementById("dialog");
const parts = dialog ? [...dialog.querySelectorAll(":scope > div")] : [];

const settle = (root) => {
  const wanted = root.querySelector("[data-focus]") ?? root.querySelector("#dialog [data-reason]");
  wanted?.focus();
};

document.addEventListener("htmx:after:swap", () => {
  if (!dialog) return;
  const isFilled = parts.some((part) => part.childElementCount > 0);
  if (isFilled && !dialog.open) dialog.showModal();
  if (dialog.open) settle(dialog);
  else settle(document);
});

dialog?.addEventListener("close", () => parts.forEach((part) => part.replaceChildren()));

document.addEventListener("click", (event) => {
  const line = event.target.closest(".summary a[href^='#']");
  if (line) {
    event.preventDefault();
    document.getElementById(line.hash.slice(1))?.focus();
  }
  event.target.closest("[data-dismisses]")?.parentElement.remove();
});

settle(document);
