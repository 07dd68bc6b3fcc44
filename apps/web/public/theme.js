// Sets theme and text size before the first paint; src/lib/theme.ts and src/lib/text-size.ts take over when the app runs.
(function () {
  let choice = "system";
  try {
    document.documentElement.dataset.text =
      localStorage.getItem("signalbox.text-size") || "regular";
    choice = localStorage.getItem("signalbox.theme") || "system";
  } catch {
    // Storage can be forbidden: the system's theme is then the right one.
  }
  const dark =
    choice === "dark" || (choice !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
