// Keys that press the page's own buttons, after the field one is typing in has spoken.
const kbPages = new WeakMap();
const kbSelf = { last: 0 };

export default function ({ data, parentElement, setTriggerValue }) {
  kbPages.get(parentElement)?.abort();
  const stop = new AbortController();
  kbPages.set(parentElement, stop);
  const ask = (what) => setTriggerValue("asked", what);
  window.addEventListener("keydown", (event) => kbKey(event, data.keys, ask), { capture: true, signal: stop.signal });
  window.addEventListener("input", (event) => kbTyped(event.target), { capture: true, signal: stop.signal });
  window.addEventListener("change", () => { kbSelf.last = Date.now(); }, { capture: true, signal: stop.signal });
  window.addEventListener("beforeunload", (event) => { if (kbIsUnsent()) event.preventDefault(); }, { signal: stop.signal });
  parentElement.querySelector("span").dataset.hearsKeys = data.keys.map((each) => each.keys).join(" ");
  return () => stop.abort();
}

function kbKey(event, keys, ask) {
  const key = keys.find((each) => kbIsPressed(event, each.keys));
  const isOurs = key && (event.ctrlKey || event.metaKey || !kbIsField(event.target));
  if (!key) return kbLeave(event);
  if (!isOurs || document.querySelector("[role=dialog], [role=listbox], [role=menu]")) return kbSwallow(event, isOurs);
  event.preventDefault();
  if (event.repeat) return undefined;
  if (key.asks) return ask(key.asks);
  return kbPress(document.querySelectorAll(key.presses)[key.nth ?? 0]);
}

// The browser's own "save page" must not open over ours.
function kbSwallow(event, isOurs) {
  if (isOurs && (event.ctrlKey || event.metaKey)) event.preventDefault();
}

function kbIsPressed(event, keys) {
  const parts = keys.split("+");
  const wantsControl = parts.includes("Ctrl");
  if (wantsControl !== (event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return false;
  const name = parts.at(-1);
  const isLetter = /^[a-z]$/i.test(name);
  if ((isLetter || wantsControl) && parts.includes("Shift") !== event.shiftKey) return false;
  return event.key.toLowerCase() === name.toLowerCase();
}

const kbIsField = (node) => Boolean(node.closest?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable=true], [role=combobox]"));

// Escape steps out of the text, so that the single keys work.
function kbLeave(event) {
  if (event.key === "Escape" && event.target.closest?.(".rt-page, .rt-source")) event.target.blur();
}

function kbPress(button) {
  if (!button || button.disabled) return;
  const typing = document.activeElement;
  if (typing?.matches("input, textarea")) {
    typing.blur(); // Streamlit tells a field's text when it is left
    typing.focus();
  }
  setTimeout(() => (button.matches("[contenteditable]") ? button.focus() : button.click()));
}

// Streamlit tells a field's text a moment after the last key, or when it is left.
const kbTypedIn = new Map();

function kbTyped(field) {
  if (field.matches?.("input[type=text], textarea:not(.rt-source)")) kbTypedIn.set(field, Date.now());
}

function kbIsUnsent() {
  const now = Date.now();
  return [...kbTypedIn].some(([field, at]) => field === document.activeElement && at > kbSelf.last
    && now - at < (field.tagName === "TEXTAREA" ? 1e9 : 2000));
}
