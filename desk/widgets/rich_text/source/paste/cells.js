// Merged cells: Markdown has none, so what one said for several places is written into each.
const MOST = 1000;

export function splitMerged(table, left) {
  const rows = [...table.querySelectorAll("tr")].filter((row) => row.closest("table") === table);
  const grid = rows.map(() => []);
  rows.forEach((row, y) => {
    let x = 0;
    for (const cell of [...row.children].filter((child) => /^T[DH]$/.test(child.tagName))) {
      while (grid[y][x]) x += 1;
      place(grid, cell, y, x, left);
      x += 1;
    }
  });
  const width = Math.max(0, ...grid.map((row) => row.length));
  rows.forEach((row, y) => row.replaceChildren(...Array.from({ length: width }, (_, x) => as(grid[y][x], y ? "td" : "th"))));
}

function place(grid, cell, y, x, left) {
  const down = Math.min(span(cell, "rowspan") || grid.length - y, grid.length - y);
  const across = span(cell, "colspan") || 1;
  if (down > 1 || across > 1) left.spread += 1;
  for (let row = y; row < y + down; row += 1) {
    for (let column = x; column < x + across; column += 1) grid[row][column] ??= cell.cloneNode(true);
  }
}

const span = (cell, name) => Math.min(MOST, Math.max(0, Number.parseInt(cell.getAttribute(name) ?? "1", 10) || 0));

// Every row has as many cells as the widest, and the first row names the columns.
function as(cell, tag) {
  const made = document.createElement(tag);
  if (cell) made.append(...cell.cloneNode(true).childNodes);
  return made;
}
