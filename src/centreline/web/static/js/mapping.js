// Beside each field of the mapping editor stand samples of the column that is chosen for it.
document.addEventListener("change", (event) => {
  const chosen = event.target.closest("select[data-mapped]");
  if (!chosen) return;
  const field = chosen.name.replace("from.", "");
  const samples = document.querySelector(`[data-samples-of="${CSS.escape(field)}"]`);
  if (samples) samples.textContent = chosen.selectedOptions[0]?.dataset.samples ?? "";
  // What was said of another column is said no more.
  chosen.closest(".map-row")?.querySelectorAll(".map-sure, .map-words").forEach((one) => one.remove());
});
