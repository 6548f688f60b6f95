// Copies a whole id beside its short form, and in the place of it.
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

// The page holds what it shortens: in a title, an address, the id of a row.
const SHORTENED = /([a-z]{2}_)…([0-9A-Z]{8})(?![0-9A-Z])/g;

document.addEventListener("copy", (event) => {
  const shown = document.getSelection().toString();
  if (!shown.match(SHORTENED)) return;
  const held = document.body.innerHTML;
  const whole = (short, head, tail) => held.match(`${head}[0-9A-Z]{18}${tail}`)?.[0] ?? short;
  event.clipboardData.setData("text/plain", shown.replace(SHORTENED, whole));
  event.preventDefault();
});
