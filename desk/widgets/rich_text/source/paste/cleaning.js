// What other programs put on the clipboard → the page's own few elements.
import { hasScheme, pastedAddress } from "../text/addresses.js";
import { splitMerged } from "./cells.js";
import { flatten, gathered, isBlock } from "./dom.js";
import { wordLists } from "./word.js";

const KEEP = {
  P: "p", H1: "h2", H2: "h2", H3: "h3", H4: "h3", H5: "h3", H6: "h3", UL: "ul", OL: "ol", LI: "li",
  BLOCKQUOTE: "blockquote", HR: "hr", BR: "br", TABLE: "table", THEAD: "thead", TBODY: "tbody", TR: "tr",
  TH: "th", TD: "td", STRONG: "strong", B: "strong", EM: "em", I: "em", S: "s", DEL: "s", STRIKE: "s",
  SUP: "sup", SUB: "sub", CODE: "code", PRE: "pre",
};
const LEFT_OUT = {
  SCRIPT: "script", STYLE: null, META: null, LINK: null, HEAD: null, TITLE: null, XML: null, TEMPLATE: null, "O:P": null,
  PICTURE: "image", SVG: "image", CANVAS: "image", "V:SHAPE": "image", NOSCRIPT: null,
  IFRAME: "embedded page", OBJECT: "embedded page", EMBED: "embedded page", VIDEO: "video", AUDIO: "recording",
  INPUT: "form field", SELECT: "form field", TEXTAREA: "form field", BUTTON: "button",
};
const OWN_PICTURE = /^(?:\/desk)?(\/images\/[0-9a-f]{64})(?:\/\d+)?$/;
const LISTS_IN_LISTS = "ul > ul, ul > ol, ol > ul, ol > ol";

export function clean(html, left) {
  const source = new DOMParser().parseFromString(html, "text/html");
  if (source.querySelector("[style], font, style")) left.hasFormatting = true;
  wordLists(source);
  const tables = [...source.querySelectorAll("table")].filter((table) => !table.parentElement.closest("table"));
  tables.forEach((table) => splitMerged(table, left));
  const made = document.createDocumentFragment();
  copy(source.body, made, left);
  wrapItems(made);
  gatherBare(made);
  made.querySelectorAll("li").forEach((item) => unwrapOnly(item, "P"));
  made.querySelectorAll("td, th").forEach(flatten);
  made.querySelectorAll(LISTS_IN_LISTS).forEach((list) => list.previousElementSibling?.append(list));
  made.querySelectorAll("p, h2, h3, li, blockquote, td, th").forEach(trim);
  return made;
}

function copy(from, to, left) {
  for (const node of from.childNodes) {
    if (node.nodeType === 3) to.append(plain(node, from));
    else if (node.nodeType === 1) copyElement(node, to, left);
  }
}

// A hard space is the other program's own, except between a number and its unit.
function plain({ data }, from) {
  if (from.closest?.("pre")) return data;
  return data.replace(/[\t\n\r\f ]+/g, " ").replace(/(?<![\d])\u00a0|\u00a0(?=\s|$)/g, " ").replace(/ {2,}/g, " ");
}

function copyElement(node, to, left) {
  const tag = node.tagName.toUpperCase();
  if (tag === "IMG") return copyPicture(node, to, left);
  if (tag in LEFT_OUT) return left.add(LEFT_OUT[tag]);
  if (isHidden(node)) return undefined;
  let inner = to;
  const enter = (name) => (inner = inner.appendChild(document.createElement(name)));
  const address = tag === "A" ? addressOf(node, left) : null;
  const isPlain = /^(B|STRONG)$/.test(tag) && /^(normal|400|300)$/.test(node.style.fontWeight);
  if (address) enter("a").setAttribute("href", address);
  else if (KEEP[tag] && !isPlain) enter(isTitle(node) ? "h2" : KEEP[tag]);
  else if (isBlock(node) && ![...node.children].some(isBlock)) enter("p");
  if (tag === "OL" && node.start > 1) inner.setAttribute("start", node.start);
  styles(node, tag).filter((name) => !inner.closest?.(name)).forEach(enter);
  return copy(node, inner, left);
}

function copyPicture(node, to, left) {
  const own = node.getAttribute("src")?.replace(location.origin, "").match(OWN_PICTURE)?.[1];
  if (!own) return left.add("image");
  const made = Object.assign(document.createElement("img"), { alt: node.alt });
  made.setAttribute("src", own);
  return to.append(made);
}

// Google Docs, LibreOffice and web pages say bold and raised with styles.
function styles(node, tag) {
  if (/^(H[1-6]|TABLE|TH)$/.test(tag) || !node.style) return [];
  const { fontWeight, fontStyle, textDecorationLine, textDecoration, verticalAlign } = node.style;
  return [
    /^(bold|bolder|[6-9]00)$/.test(fontWeight) && "strong",
    fontStyle === "italic" && "em",
    /line-through/.test(textDecorationLine || textDecoration) && "s",
    { super: "sup", sub: "sub" }[verticalAlign],
  ].filter(Boolean);
}

function isHidden(node) {
  return node.hidden || node.style?.display === "none" || /mso-hide:\s*all/.test(node.getAttribute("style") ?? "");
}

const isTitle = (node) => node.tagName === "P" && /^Mso(Title|Heading)/.test(node.className);

function addressOf(node, left) {
  const href = node.getAttribute("href")?.trim() ?? "";
  const address = pastedAddress(href);
  if (address === null && hasScheme(href)) left.add("unsafe link");
  return address;
}

function gatherBare(made) {
  if (![...made.childNodes].some(isBlock)) return;
  gathered([...made.childNodes].filter((node) => !isBlock(node)));
  [...made.children].filter((child) => child.tagName === "P" && !child.textContent.trim() && !child.querySelector("img"))
    .forEach((child) => child.remove());
}

// Items that were copied without their list.
function wrapItems(made) {
  for (const item of [...made.children].filter((child) => child.tagName === "LI")) {
    const before = item.previousElementSibling;
    const list = before?.matches("ul.wrapped") ? before : Object.assign(document.createElement("ul"), { className: "wrapped" });
    if (list !== before) item.before(list);
    list.append(item);
  }
}

function unwrapOnly(item, name) {
  const blocks = [...item.children].filter((child) => child.tagName === name);
  if (blocks.length === 1) blocks[0].replaceWith(...blocks[0].childNodes);
}

function trim(block) {
  for (const node of [block.firstChild, block.lastChild]) {
    if (node?.nodeType === 3) node.data = node === block.firstChild ? node.data.trimStart() : node.data.trimEnd();
    else if (node?.tagName === "BR") node.remove();
  }
  block.querySelectorAll("br.Apple-interchange-newline").forEach((node) => node.remove());
}
