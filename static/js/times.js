// Keeps “3 min ago” true while the page stays open; the server writes the first text.
const STEPS = [[86400, "d"], [3600, "h"], [60, "min"], [1, "s"]];

const ago = (moment) => {
  const seconds = Math.floor((Date.now() - moment) / 1000);
  if (seconds < 5) return "now";
  const [size, unit] = STEPS.find(([size]) => seconds >= size);
  return `${Math.floor(seconds / size)} ${unit} ago`;
};

const refresh = () => {
  if (document.hidden) return;
  for (const time of document.querySelectorAll("time[data-ago]")) {
    const text = ago(Date.parse(time.dateTime));
    if (time.textContent !== text) time.textContent = text;
  }
};

setInterval(refresh, 5000);
document.addEventListener("visibilitychange", refresh);
