// The text on the page → Markdown: each piece nobody touched keeps its own source.
import { inline, oneLine } from "./inline.js";

export function written(doc, loaded) {
  if (doc.eq(loaded.doc)) return loaded.text;
  if (isBlank(doc)) return loaded.pieces.length ? "" : loaded.text;
  const nodes = doc.content.content;
  const kept = aligned(nodes, loaded.pieces);
  const isInPlace = nodes.length === loaded.pieces.length;
  const parts = nodes.map((node, index) => ({
    node, source: kept[index] === null ? null : loaded.pieces[kept[index]].source, from: isInPlace ? index : kept[index],
  }));
  let previous = null;
  const text = inOrder(parts).map(({ text: piece, from }, index) => {
    const gap = index ? gapBetween(loaded.pieces, previous, from) : "";
    previous = from;
    return gap + piece;
  }).join("");
  return withAddresses(text, loaded) + (loaded.text.match(/[\r\n]\s*$/)?.[0] ?? "");
}

function isBlank(doc) {
  let isEmpty = !doc.textContent.trim();
  doc.descendants((node) => { if (/^(image|horizontal_rule|table|footnote_ref)$/.test(node.type.name)) isEmpty = false; });
  return isEmpty;
}

// Which loaded piece each piece on the page still is: the same from the top, the same from the end, or moved.
function aligned(now, was) {
  const isSame = (node, piece) => node === piece.node || node.eq(piece.node);
  const kept = now.map(() => null);
  let top = 0;
  while (top < now.length && top < was.length && isSame(now[top], was[top])) kept[top] = top++;
  let end = 0;
  while (end < now.length - top && end < was.length - top && isSame(now.at(-1 - end), was.at(-1 - end))) {
    kept[now.length - 1 - end] = was.length - 1 - end;
    end += 1;
  }
  for (let index = top; index < now.length - end; index += 1) {
    const from = was.findIndex((piece) => isSame(now[index], piece));
    kept[index] = from < 0 ? null : from;
  }
  return kept;
}

// A list straight after a list of its kind takes another marker: the same one would join them.
function inOrder(parts) {
  let before = null;
  return parts.map((part) => {
    let text = part.source ?? block(part.node);
    if (before && marker(part.node, text) === before) text = block(part.node, true);
    if (text) before = marker(part.node, text);
    return { ...part, text };
  }).filter((part) => part.text);
}

const marker = (node, text) => (/_list$/.test(node.type.name) ? text.match(/^\d*([-*+.)])/)?.[1] ?? null : null);

function gapBetween(pieces, previous, from) {
  const isNext = previous !== null && from === previous + 1;
  return (isNext && pieces[previous].gap) || "\n\n";
}

// Link addresses listed below the text belong to all of it, wherever they stood.
function withAddresses(text, loaded) {
  const listed = [loaded.lead, ...loaded.pieces.map((piece) => piece.gap)];
  const missing = listed.map((gap) => gap.trim()).filter((gap) => gap && !text.includes(gap));
  return [text, ...missing].join("\n\n");
}

const RULES = {
  paragraph: (node) => starts(inline(node)),
  heading,
  blockquote: (node) => prefixed(inside(node), "> ", ">"),
  callout,
  footnote: (node) => (inside(node) ? `[^${node.attrs.label}]: ${indented(inside(node), 4)}` : ""),
  horizontal_rule: () => "---",
  code_block: codeBlock,
  bullet_list: listed,
  ordered_list: listed,
  table,
};

const block = (node, isOther = false) => RULES[node.type.name](node, isOther);
const partsOf = (node) => inOrder(node.content.content.map((child) => ({ node: child }))).map((part) => part.text);
const inside = (node) => partsOf(node).join("\n\n");
const indented = (text, width) => text.replace(/\n(?=[^\n])/g, `\n${" ".repeat(width)}`);
const prefixed = (text, mark, blank) => text && text.split("\n").map((line) => (line ? mark + line : blank)).join("\n");

// What starts a line must not read as a heading, list, quote, rule, table or callout.
function starts(text) {
  return text.split("\n").map((line) => line
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, "$1\\$2")
    .replace(/^(#{1,6}(?=\s|$)|>|[-+*](?=\s|$)|=+\s*$|:::)/, "\\$1")
    .replace(/^(?=[|:\-+][\s|:\-]*-[\s|:\-]*$)/, "\\")).join("\n");
}

function heading(node) {
  const text = oneLine(inline(node)).replace(/(^|\s)(#+)$/, "$1\\$2");
  return text && `${"#".repeat(node.attrs.level)} ${text}`;
}

function callout(node) {
  const text = inside(node);
  const longest = Math.max(2, ...(text.match(/^[ >]*:{3,}/gm) ?? []).map((run) => run.trim().length));
  const fence = ":".repeat(longest + 1);
  return text && `${fence} ${node.attrs.kind}\n${text}\n${fence}`;
}

function codeBlock(node) {
  const text = node.textContent.replace(/\n$/, "");
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${node.attrs.params}\n${text}${text ? "\n" : ""}${fence}`;
}

function listed(list, isOther) {
  const isNumbered = list.type.name === "ordered_list";
  const items = list.content.content.filter((item) => !isBlank(item));
  const isLoose = !list.attrs.tight || items.some(hasTwoParagraphs);
  let number = isNumbered ? list.attrs.order : 0;
  return items.map((item) => {
    const mark = isNumbered ? `${number++}${isOther ? ")" : "."} ` : isOther ? "* " : "- ";
    return mark + indented(itemText(item, isLoose), mark.length);
  }).join(isLoose ? "\n\n" : "\n");
}

const isParagraph = (node) => node?.type.name === "paragraph";
const hasTwoParagraphs = (item) => item.content.content.some((node, at, all) => isParagraph(node) && isParagraph(all[at + 1]));

// A numbered list that starts elsewhere than at 1 needs a line of its own above it; a rule
// right after a bullet would be one rule with it.
function itemText(item, isLoose) {
  const isApart = (piece) => isLoose || /^(?!1[.)])\d+[.)] |^[|=]|^:::/.test(piece);
  return partsOf(item).map((piece) => (piece === "---" ? "___" : piece)).reduce((text, piece) => text + (isApart(piece) ? "\n\n" : "\n") + piece, "").replace(/^\n+/, "");
}

function table(node) {
  const rows = node.content.content.map((row) => row.content.content);
  const width = Math.max(0, ...rows.map((row) => row.length));
  const line = (cells) => `| ${Array.from({ length: width }, (_, index) => cells[index] ?? "").join(" | ")} |`;
  const sides = { left: ":--", right: "--:", center: ":-:" };
  const rule = Array.from({ length: width }, (_, index) => sides[rows[0][index]?.attrs.align] ?? "---");
  const [head, ...body] = rows.map((row) => line(row.map(cell)));
  return [head, line(rule), ...body].join("\n");
}

const cell = (node) => oneLine(inline(node)).replace(/(?<!\\)((?:\\\\)*)\|/g, "$1\\|");
