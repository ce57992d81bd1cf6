// The appearance changes at once, and the server is told by the same form that works without this script.
const names = ["system", "light", "dark", "contrast"];

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-theme-form]");
  const theme = event.submitter?.value;
  if (!form || event.submitter?.name !== "theme" || !names.includes(theme)) return;
  event.preventDefault();
  document.documentElement.dataset.theme = theme;
  for (const button of form.querySelectorAll("button[name=theme]")) {
    button.setAttribute("aria-pressed", String(button.value === theme));
  }
  const body = new FormData(form, event.submitter);
  const answer = await fetch(form.action, { method: "POST", body, redirect: "manual" }).catch(() => null);
  // Without the server's cookie the next page would fall back; keep it here as well.
  if (!answer || answer.type === "error") document.cookie = `theme=${theme};path=/;max-age=31536000;samesite=lax`;
});
