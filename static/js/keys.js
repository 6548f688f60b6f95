// Single keys: every one is in the sheet that ? opens. None fires in a field; all can be switched off.
const SWITCH = "countroom-keys-off";
const rows = () => [...document.querySelectorAll("[data-rows] > tr")];
const current = () => document.querySelector("[data-rows] > tr.current");
const isOff = () => localStorage.getItem(SWITCH) === "yes";
// A field that was folded away keeps the focus until the next frame: nobody types in it.
const isTyping = (target) =>
  target.checkVisibility() && target.closest("input:not([type=checkbox]), select, textarea, [contenteditable], dialog[open]");
const press = (selector) => {
  const found = document.querySelector(selector);
  found?.click();
  return Boolean(found);
};

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

// A decision is never made by its key: the key opens the form, or goes to its reason.
const decide = (key) => {
  const found = document.querySelector(`[data-key="${key}"]`);
  if (!found) return false;
  if (found.tagName === "A") return void found.click();
  if (found.tagName === "SUMMARY") {
    found.parentElement.open = true;
    return void found.parentElement.querySelector("[data-reason]")?.focus();
  }
  armed = found;
  (found.form?.querySelector("[data-reason]") ?? found).focus();
};
let armed = null;

// A key that some control on this page names: a link is followed, a menu opens with the focus in it.
const use = (key) => {
  const found = document.querySelector(`[data-key="${key}"]`);
  if (!found?.checkVisibility()) return false;
  found.click();
  if (found.tagName === "SUMMARY") found.parentElement.querySelector("input:not([type=hidden]), select")?.focus();
  return true;
};

const tick = (isRange) => {
  const box = current()?.querySelector("[name=id]");
  box?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, shiftKey: isRange }));
};

const KEYS = {
  x: () => tick(false),
  X: () => tick(true),
  b: () => use("b"),
  f: () => use("f"),
  c: () => use("c"),
  "[": () => use("["),
  "]": () => use("]"),
  j: () => step(1),
  k: () => step(-1),
  "/": () => document.querySelector("[data-search]")?.focus(),
  "?": () => sheet?.showModal(),
  a: () => decide("a"),
  r: () => decide("r"),
  h: () => decide("h"),
  u: () => press("[data-undo]"),
  Enter: (event) => event.target.closest("a, button, summary, input") ? false : current()?.querySelector("a")?.click(),
  " ": (event) => !event.target.matches("input, button, summary") && press("[data-rows] > tr.current [data-peek]"),
  g: () => (isGoing = true),
  Escape: () => [...document.querySelectorAll("[data-up]")].at(-1)?.click(),
};

let isGoing = false;
const go = (key) => {
  isGoing = false;
  document.querySelector(`[data-go="${CSS.escape(key)}"]`)?.click();
};

document.addEventListener("keydown", (event) => {
  const act = isGoing ? () => go(event.key) : KEYS[event.key];
  if (!act || event.ctrlKey || event.metaKey || event.altKey || isOff() || isTyping(event.target)) return;
  if (act(event) !== false) event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.matches("[data-search]")) event.target.blur();
  if (event.key !== "Enter" || !event.ctrlKey || !event.target.form) return;
  const form = event.target.form;
  form.requestSubmit(armed?.form === form ? armed : form.querySelector("button[type=submit]"));
});

// The sheet shows what works on this page as it is now: a decision may have come, or gone, since it was drawn.
const sheet = document.getElementById("shortcuts");
sheet?.addEventListener("beforetoggle", () => {
  for (const keys of sheet.querySelectorAll("[data-wants]")) {
    keys.hidden = keys.nextElementSibling.hidden = !document.querySelector(keys.dataset.wants);
  }
  for (const group of sheet.querySelectorAll("section")) group.hidden = !group.querySelector("dt:not([hidden])");
});

const toggle = document.getElementById("keys-on");
if (toggle) {
  toggle.checked = !isOff();
  toggle.addEventListener("change", () => localStorage.setItem(SWITCH, toggle.checked ? "no" : "yes"));
}
