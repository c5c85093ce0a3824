// Tables: a new one, and rows and columns of the one the caret is in.
import { TextSelection } from "prosemirror-state";
import {
  addColumnAfter, addRowAfter, deleteColumn, deleteRow, deleteTable, goToNextCell, isInTable, selectedRect, TableMap,
} from "prosemirror-tables";
import { schema } from "./text/schema.js";

const { table, table_row: row, table_header: header, table_cell: cell, paragraph } = schema.nodes;
const WIDTH = 3;

export const TABLE_COMMANDS = {
  table: newTable,
  rowBelow: (state, dispatch) => isInTable(state) && addRowAfter(state, moved(state, dispatch, 1, 0)),
  rowGone: removeRow,
  columnRight: (state, dispatch) => isInTable(state) && addColumnAfter(state, moved(state, dispatch, 0, 1)),
  columnGone: (state, dispatch) => deleteColumn(state, dispatch) || deleteTable(state, dispatch),
  tableGone: deleteTable,
  nextCell: (state, dispatch) => nextCell(state, dispatch, 1),
  previousCell: (state, dispatch) => nextCell(state, dispatch, -1),
};

// After the last selected block of the text, its first row naming the columns, in sight.
function newTable(state, dispatch) {
  if (isInTable(state)) return false;
  const cells = (type) => Array.from({ length: WIDTH }, () => type.create());
  const made = table.create(null, [row.create(null, cells(header)), row.create(null, cells(cell)), row.create(null, cells(cell))]);
  const { $to } = state.selection;
  const here = $to.depth ? $to.node(1) : state.doc.lastChild;
  const after = $to.depth ? $to.after(1) : state.doc.content.size;
  const change = state.tr;
  const isLast = after === state.doc.content.size;
  change.insert(after, isLast ? [made, paragraph.create()] : made);
  const isBlank = here.type === paragraph && !here.content.size;
  if (isBlank) change.delete(after - here.nodeSize, after);
  const start = (isBlank ? after - here.nodeSize : after) + 3;
  dispatch?.(change.setSelection(TextSelection.create(change.doc, start)).scrollIntoView());
  return true;
}

// The first row names the columns, so it goes only with the table.
function removeRow(state, dispatch) {
  return isInTable(state) && selectedRect(state).top > 0 && deleteRow(state, dispatch);
}

// The caret goes into the new row or column, beside where it was.
function moved(state, dispatch, down, right) {
  const { top, left, bottom, right: edge, tableStart } = selectedRect(state);
  return dispatch && ((change) => {
    const made = change.doc.nodeAt(tableStart - 1);
    const at = TableMap.get(made).positionAt(down ? bottom : top, right ? edge : left, made);
    dispatch(change.setSelection(TextSelection.create(change.doc, tableStart + at + 1)).scrollIntoView());
  });
}

// Into the cell, not over it: what is typed next replaces nothing.
export function nextCell(state, dispatch, step) {
  if (!isInTable(state)) return false;
  const go = (change) => dispatch(change.setSelection(TextSelection.create(change.doc, change.selection.to)).scrollIntoView());
  if (goToNextCell(step)(state, go)) return true;
  return step > 0 && addRowAfter(state, (change) => goToNextCell(1)(state.apply(change), (next) => {
    const at = next.selection.to;
    dispatch(change.setSelection(TextSelection.create(change.doc, at)).scrollIntoView());
  }));
}

// A cell holds one line, so Enter goes to the one below.
export function cellBelow(state, dispatch) {
  if (!isInTable(state)) return false;
  const { bottom, left, map, table: whole, tableStart } = selectedRect(state);
  if (bottom < map.height && dispatch) {
    const at = tableStart + map.positionAt(bottom, left, whole);
    const end = at + state.doc.nodeAt(at).nodeSize - 1;
    dispatch(state.tr.setSelection(TextSelection.create(state.doc, end)).scrollIntoView());
  }
  return true;
}
