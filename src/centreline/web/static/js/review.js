// Arrow keys go through the agenda of a review, except where somebody is typing or moving in a table.
const BUSY = "input, textarea, select, [contenteditable], [data-grid], dialog[open], details[open] > .menu-list, .table-scroll";

document.addEventListener("keydown", (event) => {
  const rel = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
  const busy = event.target instanceof Element && event.target.closest(BUSY);
  if (!rel || busy || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  document.querySelector(`[data-agenda] a[rel="${rel}"]`)?.click();
});
