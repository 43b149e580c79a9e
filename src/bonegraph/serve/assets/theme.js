// The theme before the first drawing: what the explorer was set to, else what the system says.
(function () {
  "use strict";
  const root = document.documentElement;
  const key = "bonegraph.theme";
  const stored = () => {
    try {
      return window.localStorage.getItem(key);
    } catch (error) {
      return null;
    }
  };
  const apply = (theme) => {
    root.dataset.theme = theme;
    const button = document.getElementById("theme");
    if (button) button.textContent = theme === "dark" ? "Light" : "Dark";
  };
  apply(stored() || (window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"));
  document.addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("theme");
    button.hidden = false;
    apply(root.dataset.theme);
    button.addEventListener("click", () => {
      apply(root.dataset.theme === "dark" ? "light" : "dark");
      try {
        window.localStorage.setItem(key, root.dataset.theme);
      } catch (error) {
        /* storage is closed: the theme lasts as long as the page */
      }
    });
  });
})();
