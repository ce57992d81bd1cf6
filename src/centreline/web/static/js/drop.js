// Files are dropped anywhere on the form; the field takes them, so that the form sends what it would have sent anyway.
const form = document.querySelector("[data-drop]");
const field = form?.querySelector("input[type=file]");
const listed = form?.querySelector("[data-drop-files]");

function tell() {
  listed.replaceChildren(...[...field.files].map((file) => {
    const line = document.createElement("li");
    line.textContent = `${file.name} · ${(file.size / 1024).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} KB`;
    return line;
  }));
}

if (field) {
  form.querySelector("[data-drop-words]").hidden = false;
  field.addEventListener("change", tell);
  for (const kind of ["dragenter", "dragover"]) {
    form.addEventListener(kind, (event) => {
      if (![...event.dataTransfer.types].includes("Files")) return;
      event.preventDefault();
      form.dataset.over = "";
    });
  }
  form.addEventListener("dragleave", (event) => {
    if (!form.contains(event.relatedTarget)) delete form.dataset.over;
  });
  form.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    delete form.dataset.over;
    field.files = event.dataTransfer.files;
    tell();
    field.focus();
  });
}
