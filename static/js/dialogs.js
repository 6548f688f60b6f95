// The dialog shows what its opener points at; the focus goes to an error summary, or to the reason, when one appears.
const dialog = document.getElementById("dialog");
const parts = dialog ? [...dialog.querySelectorAll(":scope > div")] : [];

const settled = new WeakSet();

// A target that the answer chose is a selector still.
const wasSent = (wanted, context) => {
  if (!context || context.request?.method === "GET") return false;
  const { target } = context;
  return Boolean(typeof target === "string" ? wanted.closest(target) : target?.contains(wanted));
};

// Once for each that appears, and again for a form that was sent again: news from behind must not take the focus away.
const settle = (root, context) => {
  const wanted = root.querySelector("[data-focus]") ?? root.querySelector("#dialog [data-reason]");
  if (!wanted || (settled.has(wanted) && !wasSent(wanted, context))) return;
  settled.add(wanted);
  wanted.focus();
};

document.addEventListener("htmx:after:swap", (event) => {
  if (!dialog) return;
  const isFilled = parts.some((part) => part.childElementCount > 0);
  if (isFilled && !dialog.open) dialog.showModal();
  settle(dialog.open ? dialog : document, event.detail?.ctx);
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
