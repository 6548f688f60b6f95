// Single keys walk a list: j k enter, / to search, ? for this list, esc up. None fires in a field; all can be switched off.
const SWITCH = "countroom-keys-off";
const rows = () => [...document.querySelectorAll("[data-rows] > tr")];
const current = () => document.querySelector("[data-rows] > tr.current");
const isOff = () => localStorage.getItem(SWITCH) === "yes";
const isTyping = (target) => target.closest("input, select, textarea, [contenteditable], dialog[open]");

const step = (by) => {
  const all = rows();
  if (!all.length) return;
  const from = all.indexOf(current());
  const next = all[Math.min(Math.max(from + by, 0), all.length - 1)];
  current()?.classList.remove("current");
  next.classList.add("current");
  next.querySelector("a")?.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
};

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  "/": () => document.querySelector("[data-search]")?.focus(),
  "?": () => document.getElementById("shortcuts")?.showModal(),
  Enter: (event) => event.target.closest("a, button, summary") ? false : current()?.querySelector("a")?.click(),
  Escape: () => document.querySelector("[data-up]")?.click(),
};

document.addEventListener("keydown", (event) => {
  const act = KEYS[event.key];
  if (!act || event.ctrlKey || event.metaKey || event.altKey || isOff() || isTyping(event.target)) return;
  if (act(event) !== false) event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.matches("[data-search]")) event.target.blur();
});

const toggle = document.getElementById("keys-on");
if (toggle) {
  toggle.checked = !isOff();
  toggle.addEventListener("change", () => localStorage.setItem(SWITCH, toggle.checked ? "no" : "yes"));
}
