// Lists: height of rows, ticking a page or a range, how many are selected, and which row is open in a queue.
const root = document.documentElement;
const boxes = (form) => [...form.querySelectorAll("[name=id]")];
let last = null;

const count = (form) => {
  const ticked = boxes(form).filter((box) => box.checked);
  const all = form.querySelector("[name=scope]")?.checked;
  const shown = form.querySelector("[data-selected]");
  if (shown) shown.textContent = all ? "All" : ticked.length;
  const page = form.querySelector("[data-select-page]");
  if (!page) return;
  page.checked = ticked.length > 0 && ticked.length === boxes(form).length;
  page.indeterminate = ticked.length > 0 && !page.checked;
};

document.addEventListener("click", (event) => {
  const box = event.target.closest(".selectable [name=id]");
  if (!box) return;
  const all = boxes(box.form);
  if (event.shiftKey && last?.form === box.form) {
    const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((one, other) => one - other);
    for (const between of all.slice(from, to + 1)) between.checked = box.checked;
  }
  last = box;
});

document.addEventListener("change", (event) => {
  const form = event.target.closest(".selectable");
  if (!form) return;
  if (event.target.matches("[data-select-page]")) for (const box of boxes(form)) box.checked = event.target.checked;
  count(form);
});

document.addEventListener("reset", (event) => {
  if (event.target.matches(".selectable")) setTimeout(() => count(event.target));
});

// What was drawn anew: a row that is still there keeps its tick, but another list is not “all” of the one before.
document.addEventListener("htmx:after:swap", (event) => {
  for (const form of document.querySelectorAll(".selectable")) {
    const scope = form.querySelector("[name=scope]");
    if (scope && event.detail?.ctx?.target?.id === "list") scope.checked = false;
    count(form);
  }
});

const showDensity = () => {
  for (const button of document.querySelectorAll("[data-density-choice]")) {
    button.setAttribute("aria-pressed", String(button.dataset.densityChoice === (root.dataset.density ?? "")));
  }
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-density-choice]");
  if (!button) return;
  const wanted = button.dataset.densityChoice;
  document.cookie = `countroom_density=${wanted}; path=/; max-age=${wanted ? 31536000 : 0}; samesite=lax`;
  if (wanted) root.dataset.density = wanted;
  else delete root.dataset.density;
  showDensity();
});

document.addEventListener("htmx:after:swap", (event) => {
  showDensity();
  if (event.detail?.ctx?.target?.id !== "open") return;
  for (const row of document.querySelectorAll("[data-rows] > tr")) {
    const isOpen = row.contains(event.detail.ctx.sourceElement);
    row.classList.toggle("current", isOpen);
    if (isOpen) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
});

showDensity();
