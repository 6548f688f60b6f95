// Copies a whole id beside its short form.
const SHOWN = 1200;

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
  } catch {
    return; // no right to the clipboard: the id stands in the title and can be selected
  }
  button.classList.add("copied");
  document.getElementById("said").textContent = `Copied ${button.dataset.copy}`;
  setTimeout(() => button.classList.remove("copied"), SHOWN);
});
