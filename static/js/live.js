// Says whether the page hears of changes as they happen.
const say = (on) => {
  for (const sign of document.querySelectorAll(".live")) {
    sign.classList.toggle("on", on);
    sign.textContent = on ? "Live" : "Every 30 s";
  }
};

document.addEventListener("htmx:sse:after:connection", () => say(true));
for (const lost of ["htmx:sse:close", "htmx:sse:error"]) document.addEventListener(lost, () => say(false));
