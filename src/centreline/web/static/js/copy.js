// "Copy link" copies the address of exactly this view: scope, filters, order and columns live in it. What whoever
// receives it may see is their own matter. Without this script the button is not there: the address bar says the same.
document.querySelectorAll("[data-copy-link]").forEach((button) => { button.hidden = false; });
document.addEventListener("htmx:load", (event) => event.target.querySelectorAll?.("[data-copy-link]").forEach((button) => { button.hidden = false; }));

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy-link]");
  if (!button) return;
  const address = location.href;
  try {
    await navigator.clipboard.writeText(address);
  } catch {
    // Without a secure context there is no clipboard; a selected field is.
    const field = Object.assign(document.createElement("textarea"), { value: address });
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
    button.focus();
  }
  document.dispatchEvent(new CustomEvent("toast", { detail: { says: button.dataset.copied, kind: "good" } }));
});
