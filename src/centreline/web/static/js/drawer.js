// A link with data-drawer="id" shows its page's part beside this page; without this script it goes to the page.
// The view answers with a partial to the header HX-Request, as it does to htmx.

// Goes to the field that the address names behind #, else to the beginning of what is shown.
function reach(body, hash) {
  const place = hash && body.querySelector(`#${CSS.escape(decodeURIComponent(hash.slice(1)))}`);
  const field = place && (place.matches("input, select, textarea") ? place : place.querySelector("input:not([type=hidden]), select, textarea"));
  if (!field) return body.focus();
  field.scrollIntoView({ block: "center" });
  return field.focus();
}

async function fill(drawer, link, opener) {
  const body = drawer.querySelector(".drawer-body");
  const title = drawer.querySelector("h2");
  body.setAttribute("aria-busy", "true");
  drawer.returnFocus = opener;
  if (link.dataset.drawerTitle) title.textContent = link.dataset.drawerTitle;
  if (!drawer.open) {
    body.replaceChildren(); // Nobody writes into what was opened before while this is on its way.
    drawer.showModal();
  }
  let answer;
  try {
    answer = await fetch(link.href, { headers: { "HX-Request": "true", "HX-Target": body.id, Accept: "text/html" } });
  } catch {
    drawer.close(); // What is written on this page stays on it: nobody is led to a page that cannot be reached.
    document.dispatchEvent(new CustomEvent("unreached", { detail: { why: "lost" } }));
    return;
  }
  // Signed out meanwhile, or a page that has no part: go there, so that nothing is shown in half.
  if (answer.redirected) return location.assign(answer.url);
  const part = new DOMParser().parseFromString(await answer.text(), "text/html");
  const shown = part.querySelector("main") ?? part.body;
  body.replaceChildren(...document.adoptNode(shown).childNodes);
  body.removeAttribute("aria-busy");
  body.scrollTop = 0;
  window.htmx?.process(body);
  drawer.dispatchEvent(new CustomEvent("drawer:filled", { bubbles: true }));
  reach(body, link.hash);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-drawer][href]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const drawer = document.getElementById(link.dataset.drawer || "drawer");
  if (!(drawer instanceof HTMLDialogElement)) return;
  event.preventDefault();
  // What was chosen from a menu closes it; whoever comes back stands on the menu, since its links are folded away.
  const menu = link.closest("details[data-menu]");
  if (menu) menu.open = false;
  fill(drawer, link, menu?.querySelector("summary") ?? link);
});
