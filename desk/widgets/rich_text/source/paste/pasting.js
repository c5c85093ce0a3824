// What is pasted or dropped: put in clean, in one step that can be undone, saying what stayed behind.
import { DOMParser, Fragment, Slice } from "prosemirror-model";
import { TextSelection } from "prosemirror-state";
import { isInTable } from "prosemirror-tables";
import { clean } from "./cleaning.js";
import { flatten } from "./dom.js";
import { Left } from "./left.js";
import { schema } from "../text/schema.js";

const { paragraph, hard_break: lineBreak } = schema.nodes;
const isOurs = (html) => /data-pm-slice=/.test(html);
const isOfTable = (slice) => /^table/.test(slice.content.firstChild?.type.spec.tableRole ?? "");

export function pastingProps(box) {
  let isPlain = false; // the second time round it is our own text
  const putIn = (view, event, clipboard) => {
    const left = new Left();
    const html = clipboard.getData("text/html");
    if (!html) [...clipboard.files].filter((file) => file.type.startsWith("image/")).forEach(() => left.add("image"));
    isPlain = true;
    if (html) view.dispatch(view.state.tr.replaceSelection(cleaned(view, html, left)).scrollIntoView().setMeta("step", true));
    else view.pasteText(clipboard.getData("text/plain"), event);
    isPlain = false;
    box.said.textContent = left.said();
    return true;
  };
  return {
    handlePaste: (view, event, slice) => {
      if (isPlain || !event.clipboardData) return false;
      const isOwn = isOurs(event.clipboardData.getData("text/html")) && (!isInTable(view.state) || isOfTable(slice));
      return !isOwn && putIn(view, event, event.clipboardData);
    },
    handleDrop: (view, event, _slice, isMoved) => {
      const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
      if (isMoved || !at || isOurs(event.dataTransfer.getData("text/html"))) return false;
      view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(at.pos))));
      event.preventDefault();
      return putIn(view, event, event.dataTransfer);
    },
    clipboardTextParser: (text, $context) => lines(text, $context),
    handleDOMEvents: { copy: () => { box.said.textContent = ""; return false; } },
  };
}

function cleaned(view, html, left) {
  const holder = document.createElement("div");
  holder.append(clean(html, left));
  const { $from } = view.state.selection;
  if (isInTable(view.state) || $from.parent.type.spec.code) flatten(holder);
  const slice = DOMParser.fromSchema(schema).parseSlice(holder, { preserveWhitespace: true, context: $from });
  return Slice.maxOpen(slice.content, false);
}

// Blank lines part paragraphs; in a cell everything stays one line.
function lines(text, $context) {
  const parts = text.replace(/\r\n?/g, "\n").split(/\n{2,}/).map((part) => part.replace(/^\n+|\n+$/g, "")).filter((part) => part.trim());
  if (!$context.parent.inlineContent || $context.parent.type.spec.code || $context.parent.type.spec.tableRole) {
    const joined = $context.parent.type.spec.code ? text : parts.join(" ").replace(/\n/g, " ");
    return new Slice(joined ? Fragment.from(schema.text(joined)) : Fragment.empty, 0, 0);
  }
  const made = parts.map((part) => paragraph.create(null, part.split("\n").flatMap((line, index) => [
    ...(index ? [lineBreak.create()] : []), ...(line ? [schema.text(line)] : []),
  ])));
  return new Slice(Fragment.from(made), made.length ? 1 : 0, made.length ? 1 : 0);
}
