// What a text can consist of: everything that Markdown can say here, and nothing else.
import { Schema } from "prosemirror-model";
import { tableNodes } from "prosemirror-tables";
import { isOurs, isSafe, shownPicture, storedPicture } from "./addresses.js";
import { CALLOUTS } from "./markdown.js";

const ALIGNED = /^align-(left|center|right)$/;

const tables = tableNodes({
  tableGroup: "block",
  cellContent: "inline*",
  cellAttributes: {
    align: {
      default: null,
      getFromDOM: (cell) => [...cell.classList].find((name) => ALIGNED.test(name))?.slice(6) ?? null,
      setDOMAttr: (align, attrs) => { if (align) attrs.class = `align-${align}`; },
    },
  },
});

const list = (tag, attrs = {}) => ({
  content: "list_item+", group: "block", attrs: { tight: { default: true }, ...attrs },
  parseDOM: [{ tag, getAttrs: (node) => ({ tight: !isLoose(node), ...(attrs.order && { order: node.start }) }) }],
});
const isLoose = (node) => node.dataset.loose !== undefined
  || [...node.children].some((item) => [...item.children].filter((child) => child.tagName === "P").length > 1);
const loose = (node) => (node.attrs.tight ? {} : { "data-loose": "" });

const nodes = {
  doc: { content: "block+" },
  paragraph: { content: "inline*", group: "block", parseDOM: [{ tag: "p" }], toDOM: () => ["p", 0] },
  heading: {
    content: "inline*", group: "block", defining: true, attrs: { level: { default: 2 } },
    parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level: Math.max(2, level) } })),
    toDOM: (node) => [`h${node.attrs.level}`, 0],
  },
  blockquote: { content: "block+", group: "block", parseDOM: [{ tag: "blockquote" }], toDOM: () => ["blockquote", 0] },
  callout: {
    content: "block+", group: "block", defining: true, attrs: { kind: {} },
    parseDOM: [{ tag: "div[data-callout]", getAttrs: (node) => node.dataset.callout in CALLOUTS && { kind: node.dataset.callout } }],
    toDOM: ({ attrs: { kind } }) => ["div", { class: `callout ${kind}`, "data-callout": kind, role: "group", "aria-label": CALLOUTS[kind] }, 0],
  },
  footnote: {
    content: "block+", group: "block", defining: true, attrs: { label: {} },
    parseDOM: [{ tag: "div[data-footnote]", getAttrs: (node) => ({ label: node.dataset.footnote }) }],
    toDOM: ({ attrs: { label } }) => ["div", { class: "footnote", "data-footnote": label, role: "group", "aria-label": `Footnote ${label}` }, 0],
  },
  horizontal_rule: { group: "block", parseDOM: [{ tag: "hr" }], toDOM: () => ["hr"] },
  code_block: {
    content: "text*", marks: "", group: "block", code: true, defining: true, attrs: { params: { default: "" } },
    parseDOM: [{ tag: "pre", preserveWhitespace: "full" }], toDOM: () => ["pre", ["code", 0]],
  },
  bullet_list: { ...list("ul"), toDOM: (node) => ["ul", loose(node), 0] },
  ordered_list: {
    ...list("ol", { order: { default: 1 } }),
    toDOM: (node) => ["ol", { ...loose(node), ...(node.attrs.order !== 1 && { start: node.attrs.order }) }, 0],
  },
  list_item: { content: "block+", defining: true, parseDOM: [{ tag: "li" }], toDOM: () => ["li", 0] },
  ...tables,
  text: { group: "inline" },
  image: {
    inline: true, group: "inline", draggable: true, attrs: { src: {}, alt: { default: "" }, title: { default: "" } },
    parseDOM: [{
      tag: "img[src]",
      getAttrs: (node) => isOurs(node.getAttribute("src")) && { src: storedPicture(node.getAttribute("src")), alt: node.alt, title: node.title },
    }],
    toDOM: ({ attrs: { src, alt, title } }) => (isOurs(src)
      ? ["img", { src: shownPicture(src), alt, ...(title && { title }) }] : ["span", { class: "rt-foreign", title: src }, alt || src]),
  },
  footnote_ref: {
    inline: true, group: "inline", atom: true, attrs: { label: {} },
    parseDOM: [{ tag: "sup[data-note]", getAttrs: (node) => ({ label: node.dataset.note }) }],
    toDOM: ({ attrs: { label } }) => ["sup", { class: "footnote-ref", "data-note": label }, label],
  },
  hard_break: {
    inline: true, group: "inline", selectable: false, linebreakReplacement: true,
    parseDOM: [{ tag: "br" }], toDOM: () => ["br"],
  },
};

const mark = (tag, ...others) => ({ parseDOM: [tag, ...others].map((each) => ({ tag: each })), toDOM: () => [tag, 0] });
const marks = {
  link: {
    attrs: { href: {}, title: { default: "" } }, inclusive: false,
    parseDOM: [{
      tag: "a[href]",
      getAttrs: (node) => isSafe(node.getAttribute("href")) && { href: node.getAttribute("href"), title: node.title },
    }],
    toDOM: ({ attrs: { href, title } }) => ["a", { href, ...(title && { title }) }, 0],
  },
  strong: mark("strong", "b"),
  em: mark("em", "i"),
  strike: mark("s", "del", "strike"),
  sub: { ...mark("sub"), excludes: "sub sup" },
  sup: { parseDOM: [{ tag: "sup:not([data-note])" }], toDOM: () => ["sup", 0], excludes: "sub sup" },
  code: { ...mark("code"), code: true },
};

export const schema = new Schema({ nodes, marks });
