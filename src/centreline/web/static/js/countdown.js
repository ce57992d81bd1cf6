// How long until something begins: <time datetime="…" data-countdown data-now="now">in 5 minutes</time>, kept right.
const EVERY_MS = 15_000;
const UNITS = [["day", 86_400], ["hour", 3_600], ["minute", 60]];

const words = new Intl.RelativeTimeFormat(document.documentElement.lang || "en-GB");

function left(time) {
  const seconds = (new Date(time.dateTime) - Date.now()) / 1000;
  if (seconds <= 0) return time.dataset.now;
  const [unit, size] = UNITS.find(([, size]) => seconds >= size) ?? UNITS.at(-1);
  return words.format(Math.max(1, Math.round(seconds / size)), unit);
}

function tick() {
  for (const time of document.querySelectorAll("time[data-countdown]")) time.textContent = left(time);
}

tick();
setInterval(tick, EVERY_MS);
