// A log that is paused keeps new lines behind a bar, so that nothing moves under the eye of whoever reads.
const MOST = 200; // lines; a page that stays open all day does not grow without end

const hold = (log) => {
  const bar = log.querySelector("[data-news]");
  const held = log.querySelectorAll("li[hidden]").length;
  bar.hidden = held === 0;
  bar.textContent = `${held} new ${held === 1 ? "line" : "lines"}`;
};

const release = (log) => {
  for (const line of log.querySelectorAll("li[hidden]")) line.hidden = false;
  hold(log);
};

for (const log of document.querySelectorAll("[data-log]")) {
  const button = log.querySelector("[data-pause]");
  button.addEventListener("click", () => {
    const isPaused = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(isPaused));
    if (!isPaused) release(log);
  });
  log.querySelector("[data-news]").addEventListener("click", () => release(log));
  new MutationObserver((changes) => {
    for (const old of [...log.querySelectorAll("li")].slice(MOST)) old.remove();
    if (button.getAttribute("aria-pressed") !== "true") return;
    for (const line of changes.flatMap((change) => [...change.addedNodes])) if (line.tagName === "LI") line.hidden = true;
    hold(log);
  }).observe(log.querySelector("ol"), { childList: true });
}
