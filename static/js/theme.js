// Light, dark or the system's: kept in a cookie, so that the server draws the next page right at once.
const root = document.documentElement;

const show = () => {
  const theme = root.dataset.theme ?? "system";
  for (const button of document.querySelectorAll("[data-theme-choice]")) {
    button.setAttribute("aria-pressed", String(button.dataset.themeChoice === theme));
  }
};

document.addEventListener("click", (event) => {
  const theme = event.target.closest("[data-theme-choice]")?.dataset.themeChoice;
  if (!theme) return;
  const kept = theme === "system" ? 0 : 31536000;
  document.cookie = `countroom_theme=${theme}; path=/; max-age=${kept}; samesite=lax`;
  if (kept) root.dataset.theme = theme;
  else delete root.dataset.theme;
  show();
});

show();
