// Markdown → the text on the page, remembering for each of its pieces how it was written.
import { MarkdownParser } from "prosemirror-markdown";
import { markdown, CALLOUTS } from "./markdown.js";
import { schema } from "./schema.js";

const isTight = (tokens, index) => {
  while (++index < tokens.length) if (tokens[index].type !== "list_item_open") return tokens[index].hidden;
  return true;
};
const align = (token) => ({ align: /text-align:(\w+)/.exec(token.attrGet("style") ?? "")?.[1] ?? null });
const RULES = {
  blockquote: { block: "blockquote" },
  paragraph: { block: "paragraph" },
  list_item: { block: "list_item" },
  bullet_list: { block: "bullet_list", getAttrs: (_, tokens, at) => ({ tight: isTight(tokens, at) }) },
  ordered_list: {
    block: "ordered_list",
    getAttrs: (token, tokens, at) => ({ order: Number(token.attrGet("start") ?? 1), tight: isTight(tokens, at) }),
  },
  heading: { block: "heading", getAttrs: (token) => ({ level: Math.max(2, Number(token.tag[1])) }) },
  code_block: { block: "code_block", noCloseToken: true },
  fence: { block: "code_block", getAttrs: (token) => ({ params: token.info || "" }), noCloseToken: true },
  hr: { node: "horizontal_rule" },
  table: { block: "table" }, thead: { ignore: true }, tbody: { ignore: true }, tr: { block: "table_row" },
  th: { block: "table_header", getAttrs: align }, td: { block: "table_cell", getAttrs: align },
  footnote_reference: { block: "footnote", getAttrs: (token) => ({ label: token.meta.label }) },
  footnote_ref: { node: "footnote_ref", getAttrs: (token) => ({ label: token.meta.label }) },
  image: {
    node: "image",
    getAttrs: (token) => ({ src: token.attrGet("src"), title: token.attrGet("title") || "", alt: wordsOf(token.children) }),
  },
  hardbreak: { node: "hard_break" },
  em: { mark: "em" }, strong: { mark: "strong" }, s: { mark: "strike" }, sub: { mark: "sub" }, sup: { mark: "sup" },
  link: { mark: "link", getAttrs: (token) => ({ href: token.attrGet("href"), title: token.attrGet("title") || "" }) },
  code_inline: { mark: "code", noCloseToken: true },
  ...Object.fromEntries(Object.keys(CALLOUTS).map((kind) => [`container_${kind}`, { block: "callout", attrs: { kind } }])),
};

// What a picture's description says, without its formatting.
const wordsOf = (tokens) => (tokens ?? []).map((token) => {
  if (token.type === "image") return wordsOf(token.children);
  return /break$/.test(token.type) ? " " : token.content;
}).join("");

// `pieces` are the outermost nodes with the source of each and what stands after it.
export function read(text) {
  const tokens = markdown.parse(text, {});
  for (const token of tokens) if (token.children) token.children = marksOnce(token.children);
  const doc = new MarkdownParser(schema, { parse: () => tokens }, RULES).parse(text);
  const written = sources(text, topLevel(tokens));
  const nodes = doc.content.content;
  const isWhole = nodes.length === written.length;
  const pieces = isWhole ? written.map((piece, index) => ({ ...piece, node: nodes[index] })) : [];
  return { text, doc, pieces, lead: isWhole ? leadOf(text, tokens) : "" };
}

// Emphasis inside emphasis is emphasis once: the inner end must not end the outer.
function marksOnce(tokens) {
  const depth = {};
  return tokens.filter(({ nesting, tag }) => {
    if (nesting > 0) return (depth[tag] = (depth[tag] ?? 0) + 1) === 1;
    return nesting === 0 || (depth[tag] -= 1) === 0;
  });
}

function topLevel(tokens) {
  const groups = [];
  let open = [];
  for (const token of tokens) {
    open.push(token);
    if (token.level === 0 && token.nesting <= 0) {
      groups.push(open);
      open = [];
    }
  }
  return groups;
}

const linesOf = (text) => text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+/g) ?? [];
const mapped = (group) => group.filter((token) => token.map);
const firstLine = (group) => mapped(group)[0]?.map[0] ?? 0;

// A box ends with colons that no token covers.
function endOf(group, lines) {
  const end = Math.max(0, ...mapped(group).map((token) => token.map[1]));
  return /^container_/.test(group[0].type) && lines[end]?.trim().startsWith(":::") ? end + 1 : end;
}

const leadOf = (text, tokens) => linesOf(text).slice(0, tokens.length ? firstLine(tokens) : undefined).join("");

function sources(text, groups) {
  const lines = linesOf(text);
  const bounds = [...groups.map(firstLine), lines.length];
  return groups.map((group, index) => {
    const whole = lines.slice(bounds[index], bounds[index + 1]).join("");
    const size = lines.slice(bounds[index], endOf(group, lines)).join("").trimEnd().length;
    return { source: whole.slice(0, size), gap: whole.slice(size) };
  });
}
