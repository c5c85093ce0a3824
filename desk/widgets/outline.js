// The sections in order: a handle to drag or to steer with arrow keys, a title to open, two buttons.
const olLists = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const outline = olLists.get(parentElement) ?? olBuild(parentElement);
  outline.send = setTriggerValue;
  outline.list.setAttribute("aria-label", data.label);
  outline.latest = data;
  if (!outline.dragged && !outline.timer) olShow(outline, data);
}

function olBuild(root) {
  const outline = { list: root.querySelector(".ol-list"), said: root.querySelector(".ol-said"), rows: new Map() };
  olLists.set(root, outline);
  return outline;
}

// Rows are kept and re-ordered, so that focus stays on what somebody is holding.
function olShow(outline, data) {
  outline.canMove = data.canMove;
  const rows = data.items.map((item) => {
    const row = outline.rows.get(item.id) ?? olRow(outline, item.id);
    olFill(row, item, item.id === data.current, data.canMove);
    return row;
  });
  outline.rows = new Map(rows.map((row) => [row.id, row]));
  const isSame = rows.length === outline.list.children.length && rows.every((row, at) => outline.list.children[at] === row.item);
  if (!isSame) olKeepFocus(() => outline.list.replaceChildren(...rows.map((row) => row.item)));
  olNumber(outline);
}

function olKeepFocus(act) {
  const focused = document.activeElement;
  act();
  if (focused?.isConnected && focused !== document.activeElement) focused.focus({ preventScroll: true });
}

function olRow(outline, id) {
  const item = document.createElement("li");
  const row = {
    id, item,
    handle: olButton("ol-handle", "drag_indicator"), open: olButton("ol-open"),
    up: olButton("ol-up", "arrow_upward"), down: olButton("ol-down", "arrow_downward"),
  };
  item.className = "ol-row";
  item.append(row.handle, row.open, row.up, row.down);
  row.open.addEventListener("click", () => outline.send("opened", id));
  row.up.addEventListener("click", () => olStep(outline, row, -1, row.up));
  row.down.addEventListener("click", () => olStep(outline, row, 1, row.down));
  item.addEventListener("keydown", (event) => olKey(outline, row, event));
  row.handle.addEventListener("pointerdown", (event) => olDrag(outline, row, event));
  return row;
}

function olButton(name, icon) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: name });
  if (!icon) return button;
  const mark = Object.assign(document.createElement("span"), { className: "ol-icon", textContent: icon, translate: false });
  mark.setAttribute("aria-hidden", "true");
  button.append(mark);
  return button;
}

function olFill(row, { title, isHidden, mark }, isCurrent, canMove) {
  const name = title.trim() || "Untitled section";
  const notes = [isHidden ? "Hidden" : "", mark ?? ""].filter(Boolean);
  const shown = Object.assign(document.createElement("span"), { className: "ol-title", textContent: name });
  row.title = name;
  row.open.replaceChildren(shown, ...notes.flatMap((words) => [" ", olNote(words)]));
  if (isCurrent) row.open.setAttribute("aria-current", "true");
  else row.open.removeAttribute("aria-current");
  row.handle.setAttribute("aria-label", `Move ${name}: drag, or press the arrow keys`);
  row.up.setAttribute("aria-label", `Move ${name} up`);
  row.down.setAttribute("aria-label", `Move ${name} down`);
  for (const part of [row.handle, row.up, row.down]) part.hidden = !canMove;
}

function olNote(words) {
  const note = Object.assign(document.createElement("span"), { className: "ol-note", textContent: words });
  note.dataset.mark = words;
  return note;
}

// A button that cannot go further stays reachable, so that focus is never lost at the end.
function olNumber(outline) {
  const last = outline.list.children.length - 1;
  for (const row of outline.rows.values()) {
    const at = olPlace(outline, row);
    row.up.setAttribute("aria-disabled", at === 0);
    row.down.setAttribute("aria-disabled", at === last);
  }
}

const olPlace = (outline, row) => [...outline.list.children].indexOf(row.item);

function olKey(outline, row, event) {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const isOnHandle = event.target === row.handle;
  if (!step || event.ctrlKey || event.metaKey || !(isOnHandle || event.altKey) || !outline.canMove) return;
  event.preventDefault();
  event.stopPropagation();
  olStep(outline, row, step, event.target);
}

function olStep(outline, row, step, keep) {
  const beside = step < 0 ? row.item.previousElementSibling : row.item.nextElementSibling;
  if (!beside) return olSay(outline, row, "is already there: position");
  olGlide(outline, () => (step < 0 ? beside.before(row.item) : beside.after(row.item)));
  keep.focus({ preventScroll: true });
  row.item.scrollIntoView({ block: "nearest" });
  olNumber(outline);
  olSay(outline, row, "moved to position");
  return olSendSoon(outline, row);
}

function olSay(outline, row, what) {
  outline.said.textContent = `${row.title} ${what} ${olPlace(outline, row) + 1} of ${outline.list.children.length}`;
}

// Several presses in a row are one move.
function olSendSoon(outline, row) {
  clearTimeout(outline.timer);
  outline.timer = setTimeout(() => olSend(outline, row), 350);
}

// A move that is not answered by a new order was refused: the list goes back.
function olSend(outline, row) {
  clearTimeout(outline.timer);
  outline.timer = null;
  const { latest } = outline;
  setTimeout(() => { if (outline.latest === latest && !outline.dragged && !outline.timer) olShow(outline, latest); }, 4000);
  const order = [...outline.list.children].map((item) => [...outline.rows.values()].find((each) => each.item === item).id);
  outline.send("moved", { id: row.id, order });
}

function olDrag(outline, row, event) {
  if (event.button !== 0 || !outline.canMove) return;
  event.preventDefault();
  row.handle.focus({ preventScroll: true });
  row.item.classList.add("ol-dragged");
  outline.dragged = row;
  const before = olPlace(outline, row);
  const stop = new AbortController();
  const end = (isDropped) => {
    stop.abort();
    row.item.classList.remove("ol-dragged");
    outline.dragged = null;
    olEnd(outline, row, before, isDropped);
  };
  const on = (name, act) => window.addEventListener(name, act, { signal: stop.signal });
  on("pointermove", (move) => olDragTo(outline, row, move.clientY));
  on("pointerup", () => end(true));
  on("pointercancel", () => end(false));
  on("keydown", (key) => { if (key.key === "Escape") end(false); });
}

function olDragTo(outline, row, y) {
  const over = [...outline.list.children].find((item) => {
    const { top, bottom } = item.getBoundingClientRect();
    return item !== row.item && y > top && y < bottom;
  });
  if (!over || over.getAnimations().length) return;
  const isBelow = olPlace(outline, row) < [...outline.list.children].indexOf(over);
  olGlide(outline, () => (isBelow ? over.after(row.item) : over.before(row.item)));
}

function olEnd(outline, row, before, isDropped) {
  const items = [...outline.list.children].filter((item) => item !== row.item);
  if (!isDropped) (items[before] ? items[before].before(row.item) : outline.list.append(row.item));
  row.handle.focus({ preventScroll: true });
  const hasMoved = olPlace(outline, row) !== before;
  olNumber(outline);
  if (!hasMoved) return olShow(outline, outline.latest);
  olSay(outline, row, "moved to position");
  return olSend(outline, row);
}

// The others slide to their new places, for those who don't mind motion.
function olGlide(outline, act) {
  const items = [...outline.list.children];
  const was = new Map(items.map((item) => [item, item.getBoundingClientRect().top]));
  olKeepFocus(act);
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  for (const item of items) {
    const by = was.get(item) - item.getBoundingClientRect().top;
    if (by) item.animate([{ transform: `translateY(${by}px)` }, { transform: "none" }], { duration: 140, easing: "ease-out" });
  }
}
