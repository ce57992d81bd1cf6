// A dialog is opened by anything with data-opens="id"; a link with an address works as that address without this script.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  const dialog = opener && document.getElementById(opener.dataset.opens);
  if (dialog instanceof HTMLDialogElement) {
    event.preventDefault();
    dialog.returnFocus = opener;
    dialog.showModal();
    (dialog.querySelector("[autofocus]") ?? dialog.querySelector(".dialog-body :is(input, select, textarea, button)"))?.focus();
    return;
  }
  // A press on the ground beside an open dialog closes it, unless something in it was typed.
  if (event.target instanceof HTMLDialogElement && event.target.matches(".dialog[open], .drawer[open], .palette[open]")) {
    const typed = [...event.target.querySelectorAll("input, textarea")].some((one) => one.type !== "hidden" && one.value !== one.defaultValue);
    const box = event.target.getBoundingClientRect();
    const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
    if (!inside && (!typed || event.target.matches(".palette"))) event.target.close();
  }
});

document.addEventListener("close", (event) => {
  const opener = event.target.returnFocus;
  if (opener?.isConnected) opener.focus();
}, true);
