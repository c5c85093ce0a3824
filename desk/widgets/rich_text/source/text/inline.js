// Words, marks and links of one paragraph → Markdown that means the same.
import { isSafe } from "./addresses.js";

const MARKS = { strong: "**", em: "*", strike: "~~" };
const INSIDE = { sub: "~", sup: "^" };
const PUNCTUATION = /[\p{P}\p{S}]/u;

export const oneLine = (text) => text.replace(/\\?\n/g, " ").trim();

export function inline(node) {
  const spoken = node.textContent;
  const many = { "~": spoken.split("~").length > 2, "^": spoken.split("^").length > 2 };
  const items = node.content.content.map((child) => ({ node: child, marks: child.marks }));
  return joined(pieces(items, many)).replace(/[ \t]*\n[ \t\n]*/g, "\n").replace(/(\\\n)+$/, "").trim();
}

// Pieces: words, or marks that open or close. The mark that reaches furthest stands outside.
function pieces(items, many) {
  const found = [];
  for (let at = 0; at < items.length;) {
    const { mark, end } = furthest(items, at);
    if (!mark) {
      found.push(...leaf(items[at], items[at + 1], many));
      at += 1;
      continue;
    }
    const inner = items.slice(at, end).map((item) => ({ ...item, marks: item.marks.filter((each) => each !== mark && !each.eq(mark)) }));
    found.push(...(mark.type.name === "link" ? link(mark, pieces(inner, many)) : marked(pieces(inner, many), MARKS[mark.type.name])));
    at = end;
  }
  return found;
}

function furthest(items, at) {
  let best = { mark: null, end: at };
  for (const mark of items[at].marks) {
    if (!MARKS[mark.type.name] && mark.type.name !== "link") continue;
    let end = at + 1;
    while (end < items.length && mark.isInSet(items[end].marks)) end += 1;
    if (end > best.end) best = { mark, end };
  }
  return best;
}

function leaf({ node, marks }, next, many) {
  if (node.type.name === "hard_break") return [{ text: "\\\n", isRaw: true, isBreak: true }];
  if (node.type.name === "image") return [{ text: image(node), isRaw: true }];
  if (node.type.name === "footnote_ref") return [{ text: `[^${node.attrs.label}]`, isRaw: true }];
  if (marks.some((mark) => mark.type.name === "code")) return [{ text: codeSpan(node.text), isRaw: true }];
  const inside = marks.map((mark) => INSIDE[mark.type.name]).find(Boolean);
  if (inside && node.text.trim()) return [{ text: raised(node.text, inside), isRaw: true }];
  return [{ text: escaped(node.text.replace(/[ \t\r\f\n]+/g, " "), next, many) }];
}

// Small letters hold no space of their own and nothing but words.
function raised(text, mark) {
  const inner = text.trim().replace(/\s+/g, " ").replace(/[\\`*_[\]<>^~&! ]/g, "\\$&");
  return `${/^\s/.test(text) ? " " : ""}${mark}${inner}${mark}${/\s$/.test(text) ? " " : ""}`;
}

// Spaces go outside the marks: "**a **b" would be stars.
function marked(inside, mark) {
  const isWord = (piece) => piece.text.trim() && !piece.isBreak && !piece.side;
  if (!inside.some(isWord)) return inside.filter((piece) => !piece.side);
  const first = inside.findIndex((piece) => isWord(piece) || piece.side);
  const last = inside.findLastIndex((piece) => isWord(piece) || piece.side);
  const lead = inside[first].text.match(/^\s*/)[0];
  const trail = inside[last].isRaw ? "" : inside[last].text.match(/\s*$/)[0];
  const inner = inside.slice(first, last + 1).map((piece) => ({ ...piece }));
  inner[0].text = inner[0].text.slice(lead.length);
  if (trail) inner.at(-1).text = inner.at(-1).text.slice(0, -trail.length);
  return [
    ...inside.slice(0, first), { text: lead }, { text: mark, side: "open" },
    ...inner, { text: mark, side: "close" }, { text: trail }, ...inside.slice(last + 1),
  ];
}

// Written as a number, a letter beside a mark counts as punctuation, and the mark holds.
function joined(all) {
  const real = all.filter((piece) => piece.text);
  const plain = (index, step) => {
    let at = index + step;
    while (real[at]?.side) at += step;
    return real[at];
  };
  const coded = (letter) => `&#${letter.codePointAt(0)};`;
  real.forEach((piece, index) => {
    if (!piece.side) return;
    const inner = piece.side === "open" ? plain(index, 1) : plain(index, -1);
    const outer = piece.side === "open" ? plain(index, -1) : plain(index, 1);
    if (!inner || !outer || outer.isRaw) return;
    const [near, far] = piece.side === "open"
      ? [[...inner.text][0], [...outer.text].at(-1)] : [[...inner.text].at(-1), [...outer.text][0]];
    if (!PUNCTUATION.test(near) || /\s/.test(far) || PUNCTUATION.test(far)) return;
    if (piece.side === "open") outer.text = outer.text.slice(0, -far.length) + coded(far);
    else outer.text = coded(far) + outer.text.slice(far.length);
  });
  return real.map((piece) => piece.text).join("");
}

function escaped(text, next, many) {
  return text
    .replace(/[\\`[\]]/g, "\\$&")
    .replace(/\*/g, (star, at) => (/\s/.test(text[at - 1] ?? "x") && /\s/.test(text[at + 1] ?? "x") ? star : `\\${star}`))
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
    .replace(many["~"] ? /~/g : /^~|~$/g, "\\~")
    .replace(many["^"] ? /\^/g : /^\^|\^$/g, "\\^")
    .replace(/<(?=[a-z/!?])/gi, "\\<")
    .replace(/&(?=#?\w+;)/g, "&amp;")
    .replace(/!$/, next ? "\\!" : "!");
}

export function codeSpan(text) {
  const plain = text.replace(/\n/g, " ");
  const longest = Math.max(0, ...(plain.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = /^`|`$|^ .* $/.test(plain) && plain.trim() ? " " : "";
  return fence + pad + plain + pad + fence;
}

function link({ attrs: { href, title } }, inner) {
  const text = joined(inner).trim();
  if (!text || !href || !isSafe(href)) return inner;
  return [{ text: `[${text}](${target(href, title)})`, isRaw: true }];
}

function image({ attrs: { src, alt, title } }) {
  return src ? `![${escaped(alt, null, { "~": true, "^": true })}](${target(src, title)})` : "";
}

function target(href, title) {
  const address = href.replace(/\\/g, "%5C").replace(/\s/g, encodeURIComponent).replace(/</g, "%3C").replace(/>/g, "%3E")
    .replace(/[()]/g, "\\$&").replace(/&(?=#?\w+;)/g, "&amp;");
  return title ? `${address} "${title.replace(/["\\]/g, "\\$&").replace(/&(?=#?\w+;)/g, "&amp;")}"` : address;
}
