// Tables: a new one, and rows and columns of the one the caret is in.
const RT_TABLE_COMMANDS = {
  table: (box) => rtNewTable(box),
  rowBelow: (box) => rtAddRow(box),
  rowGone: (box) => rtRemoveRow(box),
  columnRight: (box) => rtAddColumn(box),
  columnGone: (box) => rtRemoveColumn(box),
  tableGone: (box) => rtRemoveTable(rtAt(box, "table")),
};

function rtNewTable(box) {
  if (rtAt(box, "table")) return;
  const row = (tag) => `<tr>${`<${tag}><br></${tag}>`.repeat(3)}</tr>`;
  const [table] = rtElements(`<table><thead>${row("th")}</thead><tbody>${row("td")}${row("td")}</tbody></table>`);
  const here = rtBlocksOf(box).at(-1) ?? box.page.lastElementChild;
  here.after(table);
  if (!table.nextElementSibling) table.after(rtParagraph());
  if (here.tagName === "P" && !here.textContent.trim() && !here.querySelector("img")) here.remove();
  rtCaret(table.rows[0].cells[0]);
}

function rtCellOf(like, tag = like.tagName) {
  const cell = document.createElement(tag);
  if (like.className) cell.className = like.className;
  cell.append(document.createElement("br"));
  return cell;
}

function rtAddRow(box) {
  const cell = rtAt(box, "td, th");
  if (!cell) return;
  const table = cell.closest("table");
  const row = document.createElement("tr");
  row.append(...[...cell.parentElement.cells].map((each) => rtCellOf(each, "td")));
  if (cell.closest("thead")) (table.tBodies[0] ?? table.createTBody()).prepend(row);
  else cell.parentElement.after(row);
  rtCaret(row.cells[cell.cellIndex]);
}

// The first row names the columns, so it goes only with the table.
function rtRemoveRow(box) {
  const row = rtAt(box, "tr");
  if (!row || row.rowIndex === 0) return;
  const next = row.closest("table").rows[row.rowIndex - 1];
  row.remove();
  rtCaret(next.cells[0]);
}

function rtAddColumn(box) {
  const cell = rtAt(box, "td, th");
  if (!cell) return;
  const at = cell.cellIndex;
  for (const row of cell.closest("table").rows) row.cells[at]?.after(rtCellOf(row.cells[at]));
  rtCaret(cell.nextElementSibling);
}

function rtRemoveColumn(box) {
  const cell = rtAt(box, "td, th");
  if (!cell) return;
  const table = cell.closest("table");
  const at = cell.cellIndex;
  const near = cell.previousElementSibling ?? cell.nextElementSibling;
  if (!near) return rtRemoveTable(table);
  for (const row of table.rows) row.cells[at]?.remove();
  rtCaret(near);
}

function rtRemoveTable(table) {
  if (!table) return;
  const next = table.nextElementSibling ?? table.previousElementSibling ?? table.parentElement.appendChild(rtParagraph());
  table.remove();
  rtCaret(next);
}

function rtNextCell(box, cell, step) {
  const cells = [...cell.closest("table").querySelectorAll("td, th")];
  const next = cells[cells.indexOf(cell) + step];
  if (next) return rtCaret(next);
  return step > 0 ? rtRun(box, "rowBelow") : undefined;
}
