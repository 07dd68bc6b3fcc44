// Prints lines at an even rate, each with the time at which it was written (ms since 1970): steady.mjs PER_SECOND SECONDS
const perSecond = Number(process.argv[2]);
const seconds = Number(process.argv[3]);
const startedAt = performance.now();
let written = 0;

const timer = setInterval(() => {
  const elapsed = performance.now() - startedAt;
  const due = Math.min(perSecond * seconds, Math.floor((elapsed / 1000) * perSecond));
  while (written < due) {
    process.stdout.write(`${performance.timeOrigin + performance.now()}\n`);
    written += 1;
  }
  if (written >= perSecond * seconds) clearInterval(timer);
}, 5);
