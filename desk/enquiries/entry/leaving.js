// Where one begins to type, and Esc, which asks before anything typed is gone.
const ekParts = new WeakMap();
const EK_FRAMES = 40;
const EK_TEXT = "input:not([type=radio], [type=checkbox]), textarea";

export default function ({ data, parentElement, setTriggerValue }) {
  const before = ekParts.get(parentElement);
  before?.stop.abort();
  const part = { data, last: before?.last ?? null, stop: new AbortController() };
  ekParts.set(parentElement, part);
  window.addEventListener("keydown", (event) => ekKey(part, event, setTriggerValue), { capture: true, signal: part.stop.signal });
  window.addEventListener("pointerdown", () => { part.isTouched = true; }, { capture: true, signal: part.stop.signal });
  if (data.asks && !before?.data.asks) ekFocus(part, () => ekField(data.keep), true);
  else if (before?.data.tries !== data.tries) ekFocus(part, () => ekField(data.first));
  else if (before.data.asks && !data.asks) ekFocus(part, () => part.last);
  return () => part.stop.abort();
}

// Streamlit tells a field's text when it is left: that goes first, then the question.
function ekKey(part, event, setTriggerValue) {
  part.isTouched = true;
  if (event.key !== "Escape" || event.isComposing || event.repeat) return;
  if (document.querySelector("[role=listbox]")) return; // it closes that list
  event.preventDefault();
  event.stopImmediatePropagation();
  const field = document.activeElement;
  if (field?.matches("input, textarea")) {
    part.last = field;
    field.blur();
  }
  setTriggerValue("left", true);
}

const ekField = (key) => document.querySelector(`.st-key-${key} :is(input, textarea, button)`);

// The dialog takes the focus for itself while it opens, and gives it back to a field that was left
// with Esc: it is asked for until it stays. What is asked comes into view so, in a long form too.
function ekFocus(part, find, isAsked = false, frames = EK_FRAMES) {
  if (part.isTouched || part.stop.signal.aborted || frames === 0) return;
  const field = find();
  if (!isAsked && document.activeElement !== field && document.activeElement?.matches(EK_TEXT)) return; // somebody types there
  if (field?.isConnected && document.activeElement !== field) field.focus();
  requestAnimationFrame(() => ekFocus(part, find, isAsked, frames - 1));
}
