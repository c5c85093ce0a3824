// Every way of leaving the text, in the order in which it must reach the server.
export function watchWindow(box) {
  const stop = new AbortController();
  const on = (name, act) => window.addEventListener(name, act, { capture: true, signal: stop.signal });
  on("pointerdown", () => { box.isPressed = true; });
  for (const name of ["pointerup", "pointercancel"]) {
    on(name, () => { box.isPressed = false; setTimeout(box.push); });
  }
  on("click", (event) => pushBeforeClick(box, event));
  on("keydown", (event) => {
    const isShortcut = (event.ctrlKey || event.metaKey || event.altKey) && event.key.length > 0;
    if (isShortcut && !isOwnKey(box, event)) box.push();
  });
  on("pagehide", box.push);
  on("beforeunload", (event) => { if (isUnsent(box)) event.preventDefault(); });
  document.addEventListener("visibilitychange", box.push, { signal: stop.signal });
  return () => stop.abort();
}

// Where drafts are kept beside the runs, whoever keeps them asks.
const isUnsent = (box) => !box.root.closest("[data-is-kept]") && (box.isDirty || box.number !== box.received);

// A click's message must be the last one: a later one would stop its run. So the text goes first.
function pushBeforeClick(box, event) {
  const button = event.target.closest?.("button, [role=button]");
  if (!box.push() || !button || box.root.contains(button)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  setTimeout(() => button.click());
}

function isOwnKey(box, event) {
  if (!box.view.dom.contains(event.target)) return false;
  return /^([abcikvxyz]|Arrow.*|Home|End|Backspace|Delete|Control|Meta|Alt|AltGraph|Shift)$/i.test(event.key)
    || event.getModifierState("AltGraph");
}
