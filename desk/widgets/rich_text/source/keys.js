// What the keys do, and the little marks that turn into lists, headings and quotes as they are typed.
import { baseKeymap, chainCommands, exitCode, setBlockType } from "prosemirror-commands";
import { dropCursor } from "prosemirror-dropcursor";
import { gapCursor } from "prosemirror-gapcursor";
import { history, redo, undo } from "prosemirror-history";
import { inputRules, InputRule, textblockTypeInputRule, undoInputRule, wrappingInputRule } from "prosemirror-inputrules";
import { keydownHandler, keymap } from "prosemirror-keymap";
import { Plugin } from "prosemirror-state";
import { liftListItem, splitListItem } from "prosemirror-schema-list";
import { isInTable, tableEditing } from "prosemirror-tables";
import { run } from "./commands.js";
import { schema } from "./text/schema.js";
import { cellBelow } from "./tables.js";

const { heading, paragraph, list_item: item, bullet_list: bullets, ordered_list: numbers, blockquote, hard_break: lineBreak } = schema.nodes;

const RULES = inputRules({
  rules: [
    wrappingInputRule(/^\s*([-+*])\s$/, bullets),
    wrappingInputRule(/^\s*(\d{1,9})[.)]\s$/, numbers, (match) => ({ order: Number(match[1]) }),
      (match, node) => node.childCount + node.attrs.order === Number(match[1])),
    wrappingInputRule(/^\s*>\s$/, blockquote),
    textblockTypeInputRule(/^(#{2,3})\s$/, heading, (match) => ({ level: match[1].length })),
    new InputRule(/^---$/, (state, _match, start, end) => {
      const $at = state.doc.resolve(start);
      if ($at.parent.type !== paragraph || $at.depth !== 1) return null;
      return state.tr.replaceRangeWith($at.before(), end + 1, schema.nodes.horizontal_rule.create())
        .insert($at.before() + 1, paragraph.create());
    }),
  ],
});

const isAtStart = ({ selection: { $cursor } }) => $cursor?.parentOffset === 0;

// At the start of a heading, a quote or a first item Backspace makes it ordinary text first.
function plainFirst(state, dispatch) {
  if (!isAtStart(state)) return false;
  const { $cursor } = state.selection;
  if ($cursor.parent.type === heading) return setBlockType(paragraph)(state, dispatch);
  const isFirstItem = $cursor.depth > 1 && $cursor.node(-1).type === item && $cursor.index(-1) === 0 && $cursor.index(-2) === 0;
  return isFirstItem && liftListItem(item)(state, dispatch);
}

function breakLine(state, dispatch) {
  if (isInTable(state) || state.selection.$from.parent.type !== paragraph) return true;
  dispatch?.(state.tr.replaceSelectionWith(lineBreak.create()).scrollIntoView());
  return true;
}

const toggles = (box, name) => () => { run(box, name); return true; };

const own = (box) => ({
  "Mod-b": toggles(box, "bold"), "Mod-i": toggles(box, "italic"), "Mod-k": toggles(box, "link"),
  "Mod-z": undo, "Mod-y": redo, "Mod-Shift-z": redo,
  "Mod-.": toggles(box, "sup"), "Mod-,": toggles(box, "sub"),
});

const keys = (box) => ({
  Tab: (state) => isInListOrTable(state) && (run(box, isInTable(state) ? "nextCell" : "indent"), true),
  "Shift-Tab": (state) => isInListOrTable(state) && (run(box, isInTable(state) ? "previousCell" : "outdent"), true),
  Enter: chainCommands(cellBelow, splitListItem(item)),
  "Shift-Enter": chainCommands(exitCode, breakLine),
  Backspace: chainCommands(undoInputRule, plainFirst),
});

const isInListOrTable = (state) => {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) if ($from.node(depth).type === item) return true;
  return isInTable(state);
};

// Our own shortcuts stay here: the page has others for the same keys.
function ownKeys(box) {
  const handle = keydownHandler(own(box));
  return new Plugin({
    props: {
      handleKeyDown: (view, event) => {
        view.domObserver.flush(); // keys pressed at once: the browser tells of the last selection only later
        const isDone = handle(view, event);
        if (isDone) event.stopPropagation();
        return isDone;
      },
    },
  });
}

export const plugins = (box) => [
  RULES, ownKeys(box), keymap(keys(box)), keymap(baseKeymap), history(), dropCursor(), gapCursor(), tableEditing(),
];
