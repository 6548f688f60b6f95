// Ctrl K finds places and records; arrows walk the results, Enter opens the first.
const palette = document.getElementById("palette");
const field = palette?.querySelector("input");
const results = () => [...palette.querySelectorAll("[data-result]")];

document.addEventListener("keydown", (event) => {
  if (!palette || event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  if (palette.open) return void palette.close();
  palette.showModal();
  field.focus();
  field.select();
});

palette?.addEventListener("keydown", (event) => {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const all = results();
  if (by && all.length) {
    event.preventDefault();
    const at = all.indexOf(document.activeElement) + by;
    (at < 0 ? field : all[Math.min(at, all.length - 1)]).focus();
  }
  if (event.key !== "Enter" || event.target !== field || !all.length) return;
  event.preventDefault();
  all[0].click();
});
