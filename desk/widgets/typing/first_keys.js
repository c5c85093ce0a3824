// Hears keys from the page's first moment on: who keeps them may be drawn after somebody began to type.
const fkHeard = { boxes: new WeakMap(), texts: new Map() };

export default function () {
  if (window.copydeskFirstKeys) return;
  window.copydeskFirstKeys = fkHeard;
  window.addEventListener("input", ({ target }) => fkHeard.boxes.set(target, Date.now()), true);
  window.addEventListener("copydesk:typed", ({ detail }) => fkHeard.texts.set(detail.key, detail));
}
