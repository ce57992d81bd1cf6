// Tabs are links between views; left and right arrows move the focus, Home and End go to the ends, Enter follows.
document.addEventListener("keydown", (event) => {
  const tabs = event.target.closest?.("[data-tabs]");
  if (!tabs || !event.target.matches(".tab")) return;
  const all = [...tabs.querySelectorAll(".tab")];
  const at = all.indexOf(event.target);
  const onwards = getComputedStyle(tabs).direction === "rtl" ? -1 : 1;
  const next = { ArrowRight: at + onwards, ArrowLeft: at - onwards, Home: 0, End: all.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  all[(next + all.length) % all.length].focus();
});

// Where a tab was fetched into the page, it becomes the current one.
document.addEventListener("htmx:afterSwap", (event) => {
  const tab = event.detail.requestConfig?.elt?.closest?.("[data-tabs] .tab");
  if (!tab) return;
  for (const one of tab.closest("[data-tabs]").querySelectorAll(".tab")) one.removeAttribute("aria-current");
  tab.setAttribute("aria-current", "page");
});
