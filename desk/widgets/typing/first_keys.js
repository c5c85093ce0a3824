// Hears keys from the page's first moment on: who keeps them may be drawn after somebody began to type.
// `keys` are the last ones pressed where nothing is typed into.
const fkHeard = { boxes: new WeakMap(), texts: new Map(), keys: [] };
const FK_FIELD = "input, textarea, select, [contenteditable=true]";
const FK_KEPT = 60;

export default function () {
  if (window.copydeskFirstKeys) return;
  window.copydeskFirstKeys = fkHeard;
  window.addEventListener("input", ({ target }) => fkHeard.boxes.set(target, Date.now()), true);
  window.addEventListener("keydown", fkPressed, true);
  window.addEventListener("pointerdown", () => fkHeard.keys.splice(0), true); // something else begins
  window.addEventListener("copydesk:typed", ({ detail }) => fkHeard.texts.set(detail.key, detail));
}

function fkPressed({ key, target, timeStamp, ctrlKey, metaKey, altKey }) {
  if (ctrlKey || metaKey || altKey || target.closest?.(FK_FIELD)) return;
  fkHeard.keys.push({ key, at: timeStamp });
  fkHeard.keys.splice(0, fkHeard.keys.length - FK_KEPT);
}
