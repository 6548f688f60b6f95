// The operator's place in a list: a marked row is marked again when it was drawn anew, with the focus that was in it.
const marked = () => document.querySelector("[data-rows] > tr.current");
let place = null;

document.addEventListener("htmx:before:swap", () => {
  const row = marked();
  if (!row) return;
  place = { id: row.id, isOpen: row.ariaCurrent === "true", hasFocus: row.contains(document.activeElement) };
});

document.addEventListener("htmx:after:swap", (event) => {
  const row = place && document.getElementById(place.id);
  if (!row?.matches("[data-rows] > tr") || marked()) return;
  row.classList.add("current");
  // News do not know which row stands open beside them; every other answer does.
  if (place.isOpen && event.detail?.ctx?.target?.id === "news") row.ariaCurrent = "true";
  if (place.hasFocus && document.activeElement === document.body) row.querySelector("a")?.focus({ preventScroll: true });
});
