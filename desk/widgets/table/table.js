// A table whose rows are people or things, each with its id: nothing is ever told by its place.
const tbTables = new WeakMap();
const TB_NARROWEST = 48;
const TB_PATIENCE = 5000;
const TB_STEPS = { ArrowDown: 1, ArrowUp: -1 };

export default function ({ data, parentElement, setTriggerValue }) {
  const table = tbTables.get(parentElement) ?? tbBuild(parentElement);
  table.send = setTriggerValue;
  table.data = data;
  tbDraw(table);
}

const tbMake = (tag, given = {}, ...inside) => {
  const made = Object.assign(document.createElement(tag), given);
  made.append(...inside);
  return made;
};

function tbBuild(root) {
  const box = root.querySelector(".tb");
  const table = { box, scroll: box.querySelector(".tb-scroll"), pending: new Map(), widths: {} };
  tbTables.set(root, table);
  table.scroll.addEventListener("click", (event) => tbClicked(table, event));
  table.scroll.addEventListener("change", (event) => tbTicked(table, event));
  table.scroll.addEventListener("keydown", (event) => tbKey(table, event));
  return table;
}

// What has not changed is left alone, with what is selected in it and the pointer over it.
function tbDraw(table) {
  const { data } = table;
  const shape = JSON.stringify([data.columns, data.rows, data.sorted, data.canTick, data.canOpen, data.isNarrow, data.label]);
  if (shape !== table.shape) {
    table.shape = shape;
    tbRedraw(table);
  }
  table.box.classList.toggle("tb-cards", data.isNarrow);
  table.box.classList.toggle("tb-opens", data.canOpen);
  table.scroll.style.maxHeight = data.isNarrow ? "none" : data.height;
  tbMarkRows(table);
}

function tbRedraw(table) {
  const { data } = table;
  const focused = table.scroll.contains(document.activeElement) ? tbIdOf(document.activeElement) : null;
  const drawn = tbMake("table", { className: "tb-table" }, tbColumns(table), tbHead(table), tbBody(table));
  drawn.setAttribute("role", "table");
  drawn.setAttribute("aria-label", data.label);
  drawn.setAttribute("aria-rowcount", data.total ?? -1);
  table.scroll.replaceChildren(drawn);
  if (focused) tbRow(table, focused)?.querySelector(".tb-open")?.focus({ preventScroll: true });
}

function tbColumns(table) {
  const wide = (column) => `${table.widths[column.name] ?? column.width}px`;
  const columns = table.data.columns.map((column) => tbMake("col", { style: `width: ${wide(column)}` }));
  if (table.data.canTick) columns.unshift(tbMake("col", { style: "width: 38px" }));
  return tbMake("colgroup", {}, ...columns);
}

function tbHead(table) {
  const cells = table.data.columns.map((column, place) => tbHeading(table, column, place));
  if (table.data.canTick) cells.unshift(tbCell("th", "columnheader", "tb-tick", tbBox(`Tick all of this page`, "all")));
  const row = tbMake("tr", {}, ...cells);
  row.setAttribute("role", "row");
  const head = tbMake("thead", {}, row);
  head.setAttribute("role", "rowgroup");
  return head;
}

function tbCell(tag, role, name, ...inside) {
  const cell = tbMake(tag, { className: name }, ...inside);
  cell.setAttribute("role", role);
  return cell;
}

function tbBox(says, value) {
  const box = tbMake("input", { type: "checkbox", value });
  box.setAttribute("aria-label", says);
  return box;
}

function tbHeading(table, column, place) {
  const { sorted } = table.data;
  const title = column.title || tbMake("span", { className: "tb-unseen", textContent: column.name });
  const inside = column.sort ? tbMake("button", { type: "button", className: "tb-sort", value: column.sort }, title) : tbMake("span", {}, title);
  if (column.sort) inside.title = "Sort. Shift and an arrow key make the column wider or narrower.";
  const cell = tbCell("th", "columnheader", "tb-heading", inside);
  cell.scope = "col";
  if (sorted?.name === column.name) cell.setAttribute("aria-sort", sorted.isFalling ? "descending" : "ascending");
  const grip = tbMake("span", { className: "tb-grip" });
  grip.setAttribute("aria-hidden", "true");
  grip.addEventListener("pointerdown", (event) => tbDrag(table, column, place, event));
  cell.append(grip);
  cell.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -12, ArrowRight: 12 }[event.key];
    if (step && event.shiftKey) tbWiden(table, column, place, step, event);
  });
  return cell;
}

function tbBody(table) {
  const body = tbMake("tbody", {}, ...table.data.rows.map((row) => tbLine(table, row)));
  body.setAttribute("role", "rowgroup");
  return body;
}

function tbLine(table, row) {
  const cells = table.data.columns.map((column, place) => tbFilled(table, column, row.cells[place], row));
  if (table.data.canTick) cells.unshift(tbCell("td", "cell", "tb-tick", tbBox(`Tick ${row.name}`, row.id)));
  const line = tbMake("tr", { className: "tb-row" }, ...cells);
  line.dataset.id = row.id;
  line.setAttribute("role", "row");
  return line;
}

function tbFilled(table, column, value, row) {
  if (column.isName) return tbNamed(table, column, value, row);
  const cell = tbCell("td", "cell", `tb-${column.kind}`, ...tbParts(column, value));
  if (column.isLabelled) cell.dataset.heading = column.title;
  cell.classList.toggle("tb-long", column.isLong);
  return cell;
}

function tbNamed(table, column, value, row) {
  const open = { className: "tb-open", href: tbAddress(row), tabIndex: -1 };
  const cell = tbCell("th", "rowheader", "tb-name", ...(table.data.canOpen ? [tbMake("a", open, ...tbText(value))] : tbText(value)));
  cell.classList.toggle("tb-long", column.isLong);
  if (column.isLabelled) cell.dataset.heading = column.title;
  cell.scope = "row";
  return cell;
}

// Where the row leads, for who opens it in another tab.
function tbAddress(row) {
  const address = new URL(row.to || window.location.href, window.location.href);
  if (!row.to) address.searchParams.set("open", row.id);
  return address.href;
}

function tbParts({ kind, name }, value) {
  if (kind === "marks") return value.map(tbMark);
  if (kind === "press") return value.text.length ? [tbPress(name, value)] : [];
  if (kind === "badge") return [value].flat().filter((each) => each.text).map(tbBadge);
  return tbText(value);
}

function tbMark({ sign, says, colour }) {
  const mark = tbMake("span", { className: `tb-mark tb-${colour}`, textContent: sign, title: says });
  mark.setAttribute("role", "img");
  mark.setAttribute("aria-label", says);
  return mark;
}

// What does something of its own, apart from opening the row.
function tbPress(name, { text, to, says }) {
  const made = to ? tbMake("a", { href: new URL(to, window.location.href).href }) : tbMake("button", { type: "button" });
  made.className = to ? "tb-press tb-part" : "tb-press tb-button";
  made.dataset.press = name;
  made.tabIndex = -1;
  made.append(...tbText(text));
  if (says) made.setAttribute("aria-label", says);
  return made;
}

const tbBadge = ({ text, colour }) => tbMake("span", { className: `tb-pill tb-${colour}`, textContent: text });

// A text, or its pieces in turn: outside a hit, a hit, outside again.
const tbText = (value) => [value].flat().map((piece, place) => (place % 2 ? tbMake("mark", { textContent: piece }) : piece));

function tbMarkRows(table) {
  const { data } = table;
  const ticked = tbTickedNow(table);
  for (const line of table.scroll.querySelectorAll(".tb-row")) {
    const id = Number(line.dataset.id);
    if (data.canOpen) line.setAttribute("aria-selected", id === data.current);
    line.classList.remove("tb-opening");
    const box = line.querySelector(".tb-tick input");
    if (box) box.checked = ticked.has(id);
    line.classList.toggle("tb-ticked", ticked.has(id));
  }
  tbMarkAll(table, ticked);
  tbRove(table);
  if (data.current !== table.current) {
    table.current = data.current;
    tbShow(table, data.current);
  }
}

function tbMarkAll(table, ticked) {
  const all = table.scroll.querySelector("thead .tb-tick input");
  if (!all) return;
  const many = table.data.rows.filter(({ id }) => ticked.has(id)).length;
  all.checked = many > 0 && many === table.data.rows.length;
  all.indeterminate = many > 0 && !all.checked;
}

// Of rows that open one can be reached with Tab, and arrow keys go on from there.
function tbRove(table) {
  const lines = [...table.scroll.querySelectorAll(".tb-row")];
  const reached = tbRow(table, table.data.current) ?? tbRow(table, table.reached) ?? lines[0];
  for (const line of lines) line.querySelectorAll("a, input, button").forEach((part) => { part.tabIndex = line === reached || !table.data.canOpen ? 0 : -1; });
}

function tbShow(table, id) {
  const line = tbRow(table, id);
  if (!line) return;
  line.scrollIntoView({ block: "nearest" });
  if (table.scroll.contains(document.activeElement) && document.activeElement.matches(".tb-open")) line.querySelector(".tb-open").focus({ preventScroll: true });
}

const tbRow = (table, id) => table.scroll.querySelector(`.tb-row[data-id="${Number(id) || 0}"]`);
const tbIdOf = (element) => Number(element.closest?.(".tb-row")?.dataset.id) || null;

// What was just ticked stands until the desk says the same, so that quick clicks are all kept.
function tbTickedNow(table) {
  const ticked = new Set(table.data.ticked);
  const now = Date.now();
  for (const [id, { on, at }] of table.pending) {
    if (ticked.has(id) === on || now - at > TB_PATIENCE) table.pending.delete(id);
    else if (on) ticked.add(id);
    else ticked.delete(id);
  }
  return ticked;
}

function tbTicked(table, event) {
  const { value, checked } = event.target;
  if (window.copydeskIsAway?.()) return void (event.target.checked = !checked);
  const ids = value === "all" ? table.data.rows.map(({ id }) => id) : tbReach(table, Number(value));
  for (const id of ids) table.pending.set(id, { on: checked, at: Date.now() });
  table.last = Number(value) || table.last;
  const asked = (wanted) => [...table.pending].filter(([, { on }]) => on === wanted).map(([id]) => id);
  table.send("ticked", { on: asked(true), off: asked(false) });
  tbMarkRows(table);
}

// With Shift, all between the last one and this one.
function tbReach(table, id) {
  const ids = table.data.rows.map((row) => row.id);
  const [from, to] = [ids.indexOf(table.last), ids.indexOf(id)].sort((one, other) => one - other);
  return table.isShifted && from >= 0 ? ids.slice(from, to + 1) : [id];
}

function tbClicked(table, event) {
  table.isShifted = event.shiftKey;
  const sort = event.target.closest(".tb-sort");
  const isOfBrowser = event.ctrlKey || event.metaKey || event.target.closest(".tb-tick");
  if (!isOfBrowser && window.copydeskIsAway?.()) return event.preventDefault();
  if (sort) return table.send("sorted", { by: sort.value });
  const id = tbIdOf(event.target);
  if (!id || !table.data.canOpen || event.target.closest(".tb-tick") || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const press = event.target.closest(".tb-press");
  if (press) return table.send("pressed", { id, by: press.dataset.press });
  if (!window.getSelection().isCollapsed && !event.target.closest(".tb-open")) return; // somebody is copying
  tbOpen(table, id);
}

function tbOpen(table, id) {
  tbRow(table, id)?.classList.add("tb-opening");
  table.send("opened", { id });
}

function tbKey(table, event) {
  const id = tbIdOf(event.target);
  const step = TB_STEPS[event.key];
  if (!id || !step || !table.data.canOpen || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const ids = table.data.rows.map((row) => row.id);
  const next = ids[ids.indexOf(id) + step];
  event.preventDefault();
  if (!next) return;
  table.reached = next;
  tbRow(table, next).querySelector(".tb-open").focus();
  if (table.data.isBeside) tbOpen(table, next);
  else tbRove(table);
}

function tbDrag(table, column, place, event) {
  event.preventDefault();
  event.stopPropagation();
  const col = tbCol(table, place);
  const [start, was, stop] = [event.clientX, parseFloat(col.style.width), new AbortController()];
  const on = (name, act) => window.addEventListener(name, act, { signal: stop.signal });
  on("pointermove", (move) => { col.style.width = `${Math.max(TB_NARROWEST, was + move.clientX - start)}px`; });
  on("pointerup", () => { stop.abort(); tbKeepWidth(table, column, col); });
  on("pointercancel", () => { stop.abort(); col.style.width = `${was}px`; });
}

function tbWiden(table, column, place, step, event) {
  event.preventDefault();
  const col = tbCol(table, place);
  col.style.width = `${Math.max(TB_NARROWEST, parseFloat(col.style.width) + step)}px`;
  tbKeepWidth(table, column, col);
}

const tbCol = (table, place) => table.scroll.querySelectorAll("col")[place + (table.data.canTick ? 1 : 0)];

function tbKeepWidth(table, column, col) {
  table.widths[column.name] = Math.round(parseFloat(col.style.width));
  clearTimeout(table.telling);
  table.telling = setTimeout(() => table.send("widened", { ...table.widths }), 400);
}
