// What happened, for ten seconds, with a way back; what did not happen stays until somebody has read it. Anybody may
// dispatch the event "toast" with {says, undo, kind}; a view does so by the header HX-Trigger. The clock stands while
// the pointer or the focus is on it.
const STAY_MS = 10_000;

function keep(toast) {
  if (toast.dataset.kind === "error") return;
  let left = STAY_MS;
  let since = performance.now();
  let clock = setTimeout(() => toast.remove(), left);
  const pause = () => { clearTimeout(clock); left -= performance.now() - since; };
  const go = () => { since = performance.now(); clock = setTimeout(() => toast.remove(), Math.max(left, 1500)); };
  toast.addEventListener("pointerenter", pause);
  toast.addEventListener("pointerleave", go);
  toast.addEventListener("focusin", pause);
  toast.addEventListener("focusout", go);
}

// What lies over the page in a dialog makes the page deaf: what happens meanwhile is said within it, and goes on to the
// page when it closes. The regions are there before anything is said in them, so that it is read out.
const page = document.getElementById("toasts");
for (const dialog of page ? document.querySelectorAll("dialog") : []) {
  const within = page.cloneNode(false);
  within.removeAttribute("id");
  dialog.append(within);
  dialog.addEventListener("close", () => page.append(...within.children));
}
const here = () => document.querySelector("dialog:modal > .toasts") ?? page;

// Notices lie over what somebody works on: what has no way back leaves for the next, and of the others one may stay.
function makeRoom(region) {
  const read = [...region.children].filter((one) => !one.matches(":hover, :focus-within"));
  read.filter((one) => !one.querySelector("[data-undo]")).forEach((one) => one.remove());
  read.filter((one) => one.isConnected).slice(0, -1).forEach((one) => one.remove());
}

export function show({ says, undo = "", kind = "" }) {
  const mould = document.getElementById("toast-template");
  if (!page || !mould || !says) return null;
  const toast = mould.content.firstElementChild.cloneNode(true);
  toast.dataset.kind = kind;
  const icon = ["error", "warning"].includes(kind) ? kind : "";
  toast.querySelectorAll("[data-for]").forEach((one) => { if (one.dataset.for !== icon) one.remove(); });
  toast.querySelector("[data-says]").textContent = says;
  const form = toast.querySelector("[data-undo]");
  if (undo) form.setAttribute("action", undo);
  else form.remove();
  makeRoom(here());
  here().append(toast);
  keep(toast);
  return toast;
}

document.addEventListener("toast", (event) => show(event.detail ?? {}));
document.addEventListener("click", (event) => event.target.closest("[data-dismiss]")?.closest("[data-toast]")?.remove());

// Undo answers with a toast of its own (HX-Trigger) and, where the page shows what was undone, a fresh page.
document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-toast] [data-undo]");
  if (!form) return;
  event.preventDefault();
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "HX-Request": "true" } }).catch(() => null);
  if (answer?.ok) location.reload();
  else if (answer) form.submit();
  else document.dispatchEvent(new CustomEvent("unreached", { detail: { why: "unsent" } }));
});

// Ctrl+Z takes back the newest, where nothing is being typed.
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z" || event.shiftKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const forms = here()?.querySelectorAll("[data-undo]") ?? [];
  if (!forms.length) return;
  event.preventDefault();
  forms[forms.length - 1].requestSubmit();
});

document.querySelectorAll("#toasts [data-toast]").forEach(keep);
