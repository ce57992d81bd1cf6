// Notes that nobody placed by hand yet follow the one before them; the frame of the note somebody is at stands out.
document.addEventListener("change", (event) => {
  const chosen = event.target.closest("[data-photo-notes] select[data-follows]");
  if (!chosen) return;
  chosen.dataset.byHand = "";
  const all = [...chosen.form.querySelectorAll(`select[data-follows="${chosen.dataset.follows}"]`)];
  for (const later of all.slice(all.indexOf(chosen) + 1)) {
    if ("byHand" in later.dataset) break;
    later.value = chosen.value;
  }
});

document.addEventListener("focusin", (event) => {
  const number = event.target.closest("[data-note]")?.dataset.note;
  if (!number) return;
  document.querySelectorAll("[data-frame]").forEach((frame) => frame.toggleAttribute("data-chosen", frame.dataset.frame === number));
});
