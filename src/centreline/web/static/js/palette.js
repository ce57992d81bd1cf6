// Ctrl+K or ⌘K: search everything from everywhere. The results are those of the search page, fetched as its part.
const palette = document.getElementById("palette");
const field = palette?.querySelector("input[name=q]");
const results = document.getElementById("palette-results");
let asked = 0;
let waiting;

function options() {
  return [...results.querySelectorAll("a[href]")];
}

function choose(option) {
  for (const one of options()) one.setAttribute("aria-selected", String(one === option));
  if (option) {
    field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  } else field.removeAttribute("aria-activedescendant");
}

async function search() {
  const mine = ++asked;
  const query = field.value.trim();
  if (!query) {
    results.replaceChildren();
    field.setAttribute("aria-expanded", "false");
    return;
  }
  const address = new URL(palette.dataset.url, location.href);
  address.searchParams.set("q", query);
  const answer = await fetch(address, { headers: { "HX-Request": "true", "HX-Target": "palette-results" } }).catch(() => null);
  // Answers may overtake each other: only the newest question's is shown.
  if (mine !== asked) return;
  if (!answer?.ok) {
    results.replaceChildren(Object.assign(document.createElement("p"), { className: "muted", textContent: palette.dataset.lost }));
    return;
  }
  if (answer.redirected) return location.assign(answer.url);
  const part = new DOMParser().parseFromString(await answer.text(), "text/html");
  results.replaceChildren(...document.adoptNode(part.body).childNodes);
  options().forEach((option, at) => {
    option.id = `palette-option-${at}`;
    option.setAttribute("role", "option");
    option.tabIndex = -1;
  });
  field.setAttribute("aria-expanded", "true");
  choose(options()[0]);
}

function open() {
  if (!palette.open) palette.showModal();
  field.focus();
  field.select();
}

if (palette) {
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      open();
    }
  });
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-palette]");
    if (!opener || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    palette.returnFocus = opener;
    open();
  });
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 120);
  });
  field.addEventListener("keydown", (event) => {
    const all = options();
    const at = all.findIndex((one) => one.getAttribute("aria-selected") === "true");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && all.length) {
      event.preventDefault();
      choose(all[(at + step + all.length) % all.length]);
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      all[at].click();
    }
  });
}
