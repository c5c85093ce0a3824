// One key, one deed, to the enquiry that is on screen; silent while somebody types.
const tkParts = new WeakMap();

const TK_DEEDS = {
  j: "next", k: "previous", ArrowDown: "next", ArrowUp: "previous", x: "tick", a: "take",
  i: "in_progress", w: "waiting", b: "booked", s: "spam", c: "close", u: "undo", "?": "help",
};
const TK_STEPS = new Set(["next", "previous"]);
const TK_LOOKS = new Set(["next", "previous", "help"]);
const TK_TYPING = "input:not([type=radio], [type=checkbox], [type=button]), textarea, select, [contenteditable=true], [role=combobox], [role=listbox], [role=menu]";
const TK_SEARCH = ".st-key-e-term input";
const TK_PATIENCE = 5000;

export default function ({ data, parentElement, setTriggerValue }) {
  const before = tkParts.get(parentElement);
  before?.stop.abort();
  const part = { data, send: setTriggerValue, stop: new AbortController(), sentAt: 0, later: before?.later ?? [] };
  tkParts.set(parentElement, part);
  tkStartAtTop(data);
  window.addEventListener("keydown", (event) => tkPressed(part, event), { capture: true, signal: part.stop.signal });
  part.mark = parentElement.querySelector("span");
  part.mark.dataset.listens = `${data.id}-${data.version}`; // whom the next key is for
  tkGoOn(part);
  return () => part.stop.abort();
}

function tkPressed(part, event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
  if (!part.data.single && event.key.length === 1) return;
  if (event.target.matches?.(TK_SEARCH)) tkLeaveSearch(event);
  if (event.key === "b" && tkSkipTime(event)) return;
  if (tkIsTyping(event.target) || tkIsTyping(document.activeElement)) return;
  if (document.querySelector("[role=dialog]")) return tkAnswer(event);
  if (document.querySelector("[data-testid=stPopoverBody]")) return;
  if (event.key === "/") return tkFocus(event, TK_SEARCH);
  if (event.key === "n" && part.data.may) return tkFocus(event, `.st-key-e-note-${part.data.id} textarea`);
  const deed = TK_DEEDS[event.key];
  if (!deed || (event.key.startsWith("Arrow") && tkSteersItself(document.activeElement))) return;
  if (!TK_LOOKS.has(deed) && !part.data.may) return;
  event.preventDefault();
  const isOnItsWay = Date.now() - part.sentAt < TK_PATIENCE;
  if (!isOnItsWay && tkIsShown(part.data, deed)) tkSend(part, deed);
  else if (TK_STEPS.has(deed)) part.later.push({ deed, at: Date.now() });
}

function tkSend(part, deed) {
  const { version, undo } = part.data;
  const id = (TK_STEPS.has(deed) && parseInt(tkSeen(), 10)) || part.data.id;
  part.sentAt = Date.now();
  part.mark.dataset.listens = "";
  part.send("pressed", { deed, id, version, undo });
}

// Steps through the list that came before the desk had answered. Nothing that changes anybody waits
// here: by then somebody else may be on the screen.
function tkGoOn(part) {
  const waiting = part.later.splice(0).filter(({ at }) => Date.now() - at < TK_PATIENCE);
  if (!waiting.length) return;
  part.later = waiting.slice(1);
  tkSend(part, waiting[0].deed);
}

// Whoever is opened is read from the beginning, wherever one had scrolled with the one before. The
// first of all is there already, and may be written about before this listens.
const tkRead = { id: null };

function tkStartAtTop({ id }) {
  const isFirst = tkRead.id === null;
  if (tkRead.id === id) return;
  tkRead.id = id;
  if (isFirst) return;
  const panel = document.querySelector(".st-key-e-panel");
  if (panel) panel.scrollTop = 0;
}

function tkIsTyping(element) {
  return element instanceof Element && element.closest(TK_TYPING) !== null;
}

// Groups of choices have arrow keys of their own.
function tkSteersItself(element) {
  return element !== null && element.closest("[role=radiogroup], [type=radio]") !== null;
}

// Whose name is drawn now; nobody while one takes another's place.
function tkSeen() {
  const shown = document.querySelectorAll('[class*="st-key-e-shown-"]');
  return shown.length === 1 ? (/st-key-e-shown-(\d+-\d+)/.exec(shown[0].className)?.[1] ?? "") : "";
}

// The person whose name is drawn now must be the one that this part was drawn for.
function tkIsShown({ id, version }, deed) {
  if (TK_LOOKS.has(deed) || deed === "undo") return true;
  return tkSeen() === `${id}-${version}`;
}

function tkFocus(event, selector) {
  const field = document.querySelector(selector);
  if (!field) return;
  event.preventDefault();
  field.scrollIntoView({ block: "nearest" });
  field.focus();
}

// Enter, or Esc in an empty field: what was found is there, and the next key is a command.
function tkLeaveSearch({ key, target }) {
  if (key === "Enter" || (key === "Escape" && !target.value)) setTimeout(() => target.blur());
}

// In the dialog that asks for day and time, where nobody types letters: b once more goes on without.
function tkSkipTime(event) {
  const skip = document.querySelector("[role=dialog] .st-key-e-book-skip button");
  if (!skip) return false;
  event.preventDefault();
  event.stopImmediatePropagation();
  skip.click();
  return true;
}

// In the dialog that asks why: the number of an answer chooses it.
function tkAnswer(event) {
  if (!/^[1-9]$/.test(event.key)) return;
  const answer = document.querySelector(`[role=dialog] .st-key-e-why-${event.key} button`);
  if (!answer) return;
  event.preventDefault();
  answer.click();
}
