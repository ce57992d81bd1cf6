// A part of the page that could not be fetched anew is not left in silence: what stands there stays, and one line says
// why it stands still and what helps. It goes once a part comes again. Anybody may dispatch the event "unreached" with
// {why: "lost" | "failed" | "out"}. A form is not sent into nowhere either: what was typed stays where it is.
const line = document.getElementById("unreached");
const says = line?.querySelector("[data-says]");
const signIn = line?.querySelector("[data-sign-in]");
const again = line?.querySelector("[data-again]");
const waiting = new Set();

export function unreached(why) {
  if (!line) return;
  signIn.hidden = why !== "out";
  again.hidden = !waiting.size;
  if (why === "out") signIn.href = `${line.dataset.signIn}?next=${encodeURIComponent(location.pathname + location.search)}`;
  if (says.textContent !== line.dataset[why]) says.textContent = line.dataset[why]; // Said once, however often it is tried.
  line.hidden = false;
}

const reached = () => {
  if (line) line.hidden = true;
  if (says) says.textContent = "";
};

export const isSignIn = (address) => Boolean(line) && new URL(address, location.href).pathname === line.dataset.signIn;

const why = (status) => ({ 0: "lost", 401: "out" })[status] ?? "failed";

const missed = (event) => {
  const part = event.detail.elt;
  if (part?.isConnected && part.hasAttribute("hx-get")) waiting.add(part);
  unreached(why(event.detail.xhr?.status ?? 0));
};

for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) document.addEventListener(name, missed);

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, elt } = event.detail;
  // The page to sign in has no such part: put in its place, it would leave nothing there.
  if (xhr.responseURL && isSignIn(xhr.responseURL)) {
    event.detail.shouldSwap = false;
    if (elt?.hasAttribute("hx-get")) waiting.add(elt);
    unreached("out");
  } else if (xhr.status < 400) {
    waiting.delete(elt);
    for (const part of waiting) if (!part.isConnected) waiting.delete(part);
    if (!waiting.size) reached();
  }
});

again?.addEventListener("click", () => {
  for (const part of waiting) {
    if (part.isConnected) window.htmx?.ajax("GET", part.getAttribute("hx-get"), { source: part, target: part.getAttribute("hx-target") ?? part, swap: part.getAttribute("hx-swap") ?? undefined, select: part.getAttribute("hx-select") ?? undefined });
    else waiting.delete(part);
  }
});

document.addEventListener("unreached", (event) => unreached(event.detail.why));
addEventListener("online", () => { if (!waiting.size) reached(); });

document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || navigator.onLine) return;
  event.preventDefault();
  unreached("unsent");
});
