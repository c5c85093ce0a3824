// Ctrl+S presses the page's own Save button, after the field one is typing in has spoken.
const keptKeys = new WeakMap();

export default function ({ data, parentElement }) {
  keptKeys.get(parentElement)?.abort();
  const stop = new AbortController();
  keptKeys.set(parentElement, stop);
  window.addEventListener("keydown", (event) => saveKey(event, data.button), {
    capture: true,
    signal: stop.signal,
  });
  return () => stop.abort();
}

function saveKey(event, key) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "s") return;
  event.preventDefault();
  const button = document.querySelector(`.st-key-${key} button`);
  if (event.repeat || !button || document.querySelector("[role=dialog]")) return;
  const typing = document.activeElement;
  if (typing?.matches("input, textarea")) {
    typing.blur(); // Streamlit tells a field's text when it is left
    typing.focus();
  }
  setTimeout(() => button.click());
}
