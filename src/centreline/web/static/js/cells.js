// What rows and cells of a table are besides their marks: which are shown, where they stand, and what they say. A file
// of the table is read on the server in the same way (frame/shown_tables.py), so that it holds what is shown.
const FOR_A_SCREEN = "form, button, svg, summary, script, template, .unseen";

export const spanOf = (cell) => Number(cell.dataset.span ?? cell.colSpan);
export const shownCells = (row) => [...row.cells].filter((cell) => !cell.hidden);
export const isWhole = (table) => table.tHead?.rows.length === 1 && table.tBodies.length === 1
  && [...table.tBodies[0].querySelectorAll("[rowspan]")].every((cell) => cell.rowSpan < 2);

// Each cell of a row with the first column it stands in and the first one behind it.
export function placed(row) {
  let at = 0;
  return [...row.cells].map((cell) => {
    const from = at;
    at += spanOf(cell);
    return { cell, from, to: at };
  });
}

export const cellAt = (row, column) => placed(row).find(({ from }) => from === column)?.cell ?? null;

export function wordsOf(cell) {
  const copy = cell.cloneNode(true);
  copy.querySelectorAll(FOR_A_SCREEN).forEach((one) => one.remove());
  return copy.textContent.trim();
}
