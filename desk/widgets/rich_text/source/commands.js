// What a toolbar button or a shortcut does to the selected words.
import { autoJoin, setBlockType, toggleMark, wrapIn } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import { TextSelection } from "prosemirror-state";
import { liftListItem, sinkListItem, wrapInList } from "prosemirror-schema-list";
import { schema } from "./text/schema.js";
import { isOffered, pick } from "./selected.js";
import { toggleSource } from "./source.js";
import { TABLE_COMMANDS } from "./tables.js";

const { nodes, marks } = schema;
const LISTS = ["bullet_list", "ordered_list"];

export const COMMANDS = {
  bold: toggleMark(marks.strong), italic: toggleMark(marks.em), strike: toggleMark(marks.strike),
  sub: toggleMark(marks.sub), sup: toggleMark(marks.sup),
  h2: headingTo(2), h3: headingTo(3),
  quote: wrapperTo(nodes.blockquote), warning: wrapperTo(nodes.callout, { kind: "warning" }),
  keyFacts: wrapperTo(nodes.callout, { kind: "key-facts" }),
  bullets: autoJoin(listTo(nodes.bullet_list), LISTS), numbers: autoJoin(listTo(nodes.ordered_list), LISTS),
  indent: sinkListItem(nodes.list_item), outdent: liftListItem(nodes.list_item),
  footnote: addFootnote, clear, undo, redo,
  ...TABLE_COMMANDS,
};

export function run(box, name) {
  if (name === "link") return box.openLink();
  if (name === "picture") return box.openPicture();
  if (name === "source") return toggleSource(box);
  if (isOffered(box, name)) return pick(box, name);
  const { view } = box;
  const isOwnHistory = name === "undo" || name === "redo";
  COMMANDS[name](view.state, (change) => view.dispatch(isOwnHistory ? change : change.setMeta("step", change.docChanged)), view);
  return view.focus();
}

// The innermost node of these types around the selection, with where it begins.
export function around({ selection: { $from } }, ...types) {
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const node = $from.node(depth);
    if (types.includes(node.type)) return { node, depth, pos: $from.before(depth) };
  }
  return null;
}

export function hasMark(state, type) {
  const { from, to, empty, $from } = state.selection;
  if (empty) return Boolean(type.isInSet(state.storedMarks ?? $from.marks()));
  return state.doc.rangeHasMark(from, to, type);
}

function headingTo(level) {
  return (state, dispatch) => {
    const here = around(state, nodes.heading);
    const isOn = here?.node.attrs.level === level;
    return setBlockType(isOn ? nodes.paragraph : nodes.heading, isOn ? null : { level })(state, dispatch);
  };
}

function wrapperTo(type, attrs = null) {
  return (state, dispatch, view) => {
    const here = around(state, type);
    if (here && (!attrs || here.node.attrs.kind === attrs.kind)) return unwrap(here, state, dispatch);
    if (here) return dispatch?.(state.tr.setNodeMarkup(here.pos, null, attrs)) ?? true;
    return wrapIn(type, attrs)(state, dispatch, view);
  };
}

// All that it holds comes out, and the caret stays in its words.
function unwrap({ node, pos }, state, dispatch) {
  const change = state.tr.delete(pos, pos + node.nodeSize).insert(pos, node.content);
  const at = change.doc.resolve(Math.min(state.selection.from - 1, change.doc.content.size));
  dispatch?.(change.setSelection(TextSelection.near(at)));
  return true;
}

function listTo(type) {
  return (state, dispatch) => {
    const here = around(state, nodes.bullet_list, nodes.ordered_list);
    if (!here) return listOf(type, state, dispatch);
    if (here.node.type === type) return liftListItem(nodes.list_item)(state, dispatch);
    dispatch?.(state.tr.setNodeMarkup(here.pos, type, { tight: here.node.attrs.tight }));
    return true;
  };
}

// A heading that becomes an item is a heading no more.
function listOf(type, state, dispatch) {
  let change = null;
  if (!around(state, nodes.heading)) return wrapInList(type)(state, dispatch);
  setBlockType(nodes.paragraph)(state, (plain) => { change = plain; });
  return wrapInList(type)(state.apply(change), (wrapped) => {
    wrapped.steps.forEach((step) => change.step(step));
    dispatch?.(change);
  });
}

function clear(state, dispatch) {
  const { from, to } = state.selection;
  let plain = null;
  setBlockType(nodes.paragraph)(state, (change) => { plain = change; });
  const change = (plain ?? state.tr).removeMark(from, to);
  dispatch?.(change.setStoredMarks([]));
  return true;
}

// The mark goes where the caret is, the note below the text; the caret follows to where it is written.
function addFootnote(state, dispatch) {
  const used = new Set();
  state.doc.descendants((node) => { if (node.attrs.label) used.add(node.attrs.label); });
  let label = 1;
  while (used.has(String(label))) label += 1;
  const at = state.selection.to;
  if (!state.doc.resolve(at).parent.inlineContent || state.doc.resolve(at).parent.type.spec.code) return false;
  const attrs = { label: String(label) };
  const note = nodes.footnote.create(attrs, nodes.paragraph.create());
  const change = state.tr.insert(at, nodes.footnote_ref.create(attrs));
  change.insert(change.doc.content.size, note);
  dispatch?.(change.setSelection(TextSelection.atEnd(change.doc)).scrollIntoView());
  return true;
}
