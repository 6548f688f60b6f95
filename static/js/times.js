// Keeps “3 min ago” true while the page stays open; the server writes the first text.
const STEPS = [[86400, "d"], [3600, "h"], [60, "min"], [1, "s"]];

const ago = (moment) => {
  const seconds = Math.floor((Date.now() - moment) / 1000);
  if (seconds < 5) return "now";
  const [size, unit] = STEPS.find(([size]) => seconds >= size);
  return `${Math.floor(seconds / size)} ${unit} ago`;
};

const left = (due) => {
  const minutes = Math.floor((due - Date.now()) / 60000);
  const whole = Math.abs(minutes);
  const parts = [[Math.floor(whole / 1440), "d"], [Math.floor(whole / 60) % 24, "h"], [whole % 60, "min"]];
  const text = parts.filter(([size]) => size).slice(0, 2).map((part) => part.join(" ")).join(" ") || "under 1 min";
  return minutes < 0 ? `Late ${text}` : `${text} left`;
};

const refreshLeft = (time) => {
  const due = Date.parse(time.dateTime);
  const text = left(due);
  if (time.textContent === text) return;
  time.textContent = text;
  const isLate = due < Date.now();
  const isNear = !isLate && due - Date.now() < Number(time.dataset.left) * 60000;
  time.classList.toggle("bad", isLate);
  time.classList.toggle("warn", isNear);
  for (const quiet of ["quiet", "plain"]) time.classList.toggle(quiet, !isLate && !isNear);
};

const refresh = () => {
  if (document.hidden) return;
  document.querySelectorAll("time[data-left]").forEach(refreshLeft);
  for (const time of document.querySelectorAll("time[data-ago]")) {
    const text = ago(Date.parse(time.dateTime));
    if (time.textContent !== text) time.textContent = text;
  }
};

setInterval(refresh, 5000);
document.addEventListener("visibilitychange", refresh);
