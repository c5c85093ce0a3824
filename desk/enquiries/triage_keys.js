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
const TK_NOTE_PATIENCE = 15_000; // what is typed before its box has come
const TK_PAUSE = 1000; // between the last letter that somebody typed and the first command

export default function ({ data, parentElement, setTriggerValue }) {
  const before = tkParts.get(parentElement);
  before?.stop.abort();
  const part = {
    data, send: setTriggerValue, stop: new AbortController(), sentAt: 0,
    later: before?.later ?? [], note: before ? before.note : tkHeardBefore(), tell: tkStatus(parentElement),
  };
  tkParts.set(parentElement, part);
  tkStartAtTop(data);
  window.addEventListener("keydown", (event) => tkPressed(part, event), { capture: true, signal: part.stop.signal });
  window.addEventListener("pointerdown", () => { tkTyping.at = -Infinity; }, { capture: true, signal: part.stop.signal });
  part.mark = parentElement.querySelector("span");
  part.mark.dataset.listens = `${data.id}-${data.version}`; // whom the next key is for
  tkGoOn(part);
  tkWriteNote(part);
  return () => part.stop.abort();
}

function tkPressed(part, event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
  if (part.note) return tkTakeDown(part, event);
  if (!part.data.single && event.key.length === 1) return;
  if (event.target.matches?.(TK_SEARCH)) tkLeaveSearch(event);
  if (event.key === "b" && tkSkipTime(event)) return;
  if (tkIsTyping(event.target) || tkIsTyping(document.activeElement)) return tkTyped(event);
  if (document.querySelector("[role=dialog]")) return tkAnswer(event);
  if (document.querySelector("[data-testid=stPopoverBody]")) return;
  if (tkGoesOnTyping(event)) return tkTell(part, event.key, "you were typing");
  if (event.key === "/") return tkFocus(event, TK_SEARCH);
  if (event.key === "n" && part.data.may && tkSeen()) return tkBeginNote(part, event);
  if (part.sentFor && part.sent === "close" && tkIsAnswer(event)) return tkChoose(event.key, part.sentFor);
  const deed = TK_DEEDS[event.key];
  if (!deed || (event.key.startsWith("Arrow") && tkSteersItself(document.activeElement))) return;
  if (!TK_LOOKS.has(deed) && !part.data.may) return;
  event.preventDefault();
  if (window.copydeskIsAway?.()) return tkTell(part, event.key, "Copydesk cannot be reached");
  const seen = tkSeen();
  const isOnItsWay = Date.now() - part.sentAt < TK_PATIENCE;
  if (!isOnItsWay && tkIsShown(part.data, deed)) tkSend(part, deed);
  else if (TK_STEPS.has(deed)) part.later.push({ deed, at: Date.now() });
  else if (deed !== "undo" && seen && seen !== part.sentFor) part.later.push({ deed, at: Date.now(), of: seen, key: event.key });
  else tkTell(part, event.key, "the next one was not there yet");
}

function tkSend(part, deed) {
  const { version, undo } = part.data;
  const id = (TK_STEPS.has(deed) && parseInt(tkSeen(), 10)) || part.data.id;
  part.sentAt = Date.now();
  part.sent = deed;
  part.sentFor = tkSeen(); // while this is on its way, a key pressed for them would be for nobody
  part.mark.dataset.listens = "";
  part.send("pressed", { deed, id, version, undo });
}

// What came before the desk had answered: steps through the list, and what somebody whose name stood
// there already is to be given. Where somebody else is open by now, it is given to nobody, and said.
function tkGoOn(part) {
  const waiting = part.later.splice(0).filter(({ at }) => Date.now() - at < TK_PATIENCE);
  if (!waiting.length) return;
  const [{ deed, of, key }, ...rest] = waiting;
  if (of && !(of === `${part.data.id}-${part.data.version}` && tkIsShown(part.data, deed))) {
    part.later = rest.filter((each) => !each.of);
    tkTell(part, key, "somebody else is open now");
    return tkGoOn(part);
  }
  part.later = rest;
  tkSend(part, deed);
}

// n, and all that is typed after it: into the note of whoever is open, also where the box is still to
// come. Until then no letter is a command.
function tkBeginNote(part, event) {
  event.preventDefault();
  part.note = { typed: "", at: Date.now() };
  tkWriteNote(part);
}

function tkTakeDown(part, event) {
  if (Date.now() - part.note.at > TK_NOTE_PATIENCE) return tkGiveUpNote(part);
  if (event.key === "Escape") part.note = null;
  else if (event.key === "Backspace") part.note.typed = part.note.typed.slice(0, -1);
  else if (event.key === "Enter") part.note.typed += "\n";
  else if (event.key.length === 1) part.note.typed += event.key;
  event.preventDefault();
  event.stopImmediatePropagation();
}

function tkWriteNote(part) {
  if (!part.note || part.stop.signal.aborted) return;
  const { id, version } = part.data;
  const isOnItsWay = Date.now() - part.sentAt < TK_PATIENCE;
  const field = document.querySelector(`.st-key-e-note-${id} textarea`);
  if (isOnItsWay || !field || field.closest("[inert]") || tkSeen() !== `${id}-${version}`) {
    if (Date.now() - part.note.at > TK_NOTE_PATIENCE) return tkGiveUpNote(part);
    return requestAnimationFrame(() => tkWriteNote(part));
  }
  const { typed } = part.note;
  part.note = null;
  field.scrollIntoView({ block: "nearest" });
  field.focus();
  if (!typed) return;
  field.setRangeText(typed, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText", data: typed }));
}

function tkGiveUpNote(part) {
  const { typed } = part.note;
  part.note = null;
  tkTell(part, "n", typed ? `no note was open for “${typed}”` : "no note was open");
}

// Keys pressed before these were heard: an n and what was typed after it, by whoever was quicker.
function tkHeardBefore() {
  const lately = (window.copydeskFirstKeys?.keys ?? []).filter(({ at }) => performance.now() - at < TK_NOTE_PATIENCE);
  const isFirst = (at, place) => place === 0 || at - lately[place - 1].at >= TK_PAUSE;
  const begun = lately.findIndex(({ key, at }, place) => key === "n" && isFirst(at, place));
  if (lately.length) tkTyping.at = lately.at(-1).at;
  if (begun < 0) return null;
  const typed = lately.slice(begun + 1).map(({ key }) => key).filter((key) => key.length === 1).join("");
  return { typed, at: Date.now() };
}

// Who typed a moment ago and whose box is gone goes on typing: these letters are no commands. Esc, and
// a click, end it.
const tkTyping = { at: -Infinity }; // when the key was pressed, however late it was heard

function tkTyped({ key, target, timeStamp }) {
  const isOver = key === "Escape" || key === "Tab" || (key === "Enter" && target.matches?.("input"));
  tkTyping.at = isOver || (key.length > 1 && key !== "Backspace") ? -Infinity : timeStamp;
}

function tkStatus(parent) {
  const there = parent.querySelector(".tk-told");
  if (there) return there;
  const made = Object.assign(document.createElement("div"), { className: "tk-told" });
  made.setAttribute("role", "status");
  return parent.appendChild(made);
}

function tkGoesOnTyping(event) {
  if (event.key.length > 1 || event.timeStamp - tkTyping.at >= TK_PAUSE) return false;
  tkTyping.at = event.timeStamp;
  event.preventDefault();
  return true;
}

function tkTell(part, key, why) {
  clearTimeout(tkTyping.told);
  part.tell.textContent = `“${key}” did nothing: ${why}.`;
  tkTyping.told = setTimeout(() => { part.tell.textContent = ""; }, 4000);
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

// In the dialog that asks why: the number of an answer chooses it. In the one that asks when: digits go
// where one is still missing, whatever button has the cursor. It is in none from the start: its calendar
// would lie over the buttons.
function tkAnswer(event) {
  const when = document.querySelector("[role=dialog] .st-key-e-book-when");
  if (when && /^[0-9]$/.test(event.key)) return tkNextPart(when)?.focus();
  const asked = tkAsked();
  if (asked && tkIsAnswer(event)) tkChoose(event.key, asked);
}

// Of whom the desk asks why they are closed; null while it asks nothing.
const tkAsked = () => new URLSearchParams(location.search).get("why");

function tkIsAnswer(event) {
  if (!/^[1-9]$/.test(event.key)) return false;
  event.preventDefault();
  return true;
}

// Also where the dialog, or that answer in it, is still to come; and never for anybody else than whom
// it was chosen for.
function tkChoose(number, of, until = Date.now() + TK_PATIENCE) {
  const answer = tkAsked() === of && document.querySelector(`[role=dialog] .st-key-e-why-${number} button`);
  if (answer) answer.click();
  else if (Date.now() < until) requestAnimationFrame(() => tkChoose(number, of, until));
}

// The first of day, month, year, hour and minute that is empty. Where none is, the first of all, but
// only for who is nowhere yet: what was typed is not typed over, also while the time is still to come.
function tkNextPart(when) {
  const [first, ...others] = when.querySelectorAll("[role=spinbutton]");
  const isNowhere = !document.activeElement?.closest("button, input, [role=spinbutton]");
  return when.querySelector("[role=spinbutton]:not([aria-valuenow])") ?? (isNowhere && others.length === 4 ? first : null);
}
