// What other programs put on the clipboard → the page's own few elements.
const RT_KEEP = {
  P: "p", H1: "h2", H2: "h2", H3: "h3", H4: "h3", H5: "h3", H6: "h3", UL: "ul", OL: "ol", LI: "li",
  BLOCKQUOTE: "blockquote", HR: "hr", BR: "br", TABLE: "table", THEAD: "thead", TBODY: "tbody", TR: "tr",
  TH: "th", TD: "td", STRONG: "strong", B: "strong", EM: "em", I: "em", S: "s", DEL: "s", STRIKE: "s",
  CODE: "code", PRE: "pre",
};
const RT_LEFT_OUT = {
  SCRIPT: "script", STYLE: null, META: null, LINK: null, HEAD: null, TITLE: null, XML: null, TEMPLATE: null, "O:P": null,
  IMG: "image", PICTURE: "image", SVG: "image", CANVAS: "image", "V:SHAPE": "image", NOSCRIPT: null,
  IFRAME: "embedded page", OBJECT: "embedded page", EMBED: "embedded page", VIDEO: "video", AUDIO: "recording",
  INPUT: "form field", SELECT: "form field", TEXTAREA: "form field", BUTTON: "button",
};

function rtClean(html, left) {
  const source = new DOMParser().parseFromString(html, "text/html");
  if (source.querySelector("[style], font, style")) left.set("formatting", true);
  rtWordLists(source);
  const made = document.createDocumentFragment();
  rtCopy(source.body, made, left);
  rtGatherBare(made);
  made.querySelectorAll("li").forEach((item) => rtUnwrapOnly(item, "p"));
  made.querySelectorAll("td, th").forEach(rtFlatten);
  made.querySelectorAll("ul > ul, ul > ol, ol > ul, ol > ol").forEach((list) => list.previousElementSibling?.append(list));
  made.querySelectorAll("p, h2, h3, li, blockquote").forEach(rtTrim);
  return made.childNodes.length === 1 && made.firstChild.tagName === "P" ? rtUnwrapped(made) : made;
}

function rtCopy(from, to, left) {
  for (const node of from.childNodes) {
    if (node.nodeType === 3) to.append(node.data.replace(/[\t\n\r\f ]+/g, " "));
    else if (node.nodeType === 1) rtCopyElement(node, to, left);
  }
}

function rtCopyElement(node, to, left) {
  const tag = node.tagName.toUpperCase();
  if (tag in RT_LEFT_OUT) return rtLeftOut(left, RT_LEFT_OUT[tag]);
  if (rtIsHidden(node)) return undefined;
  let inner = to;
  const enter = (name) => (inner = inner.appendChild(document.createElement(name)));
  const address = tag === "A" ? rtAddress(node, left) : null;
  const isPlain = /^(B|STRONG)$/.test(tag) && /^(normal|400|300)$/.test(node.style.fontWeight);
  if (address) enter("a").setAttribute("href", address);
  else if (RT_KEEP[tag] && !isPlain) enter(rtIsTitle(node) ? "h2" : RT_KEEP[tag]);
  else if (rtIsBlock(node) && ![...node.children].some(rtIsBlock)) enter("p");
  if (tag === "OL" && node.start > 1) inner.setAttribute("start", node.start);
  rtStyles(node, tag).filter((name) => !inner.closest?.(name)).forEach(enter);
  return rtCopy(node, inner, left);
}

// Google Docs, LibreOffice and web pages say bold with styles.
function rtStyles(node, tag) {
  if (/^(H[1-6]|TABLE|TH)$/.test(tag) || !node.style) return [];
  const { fontWeight, fontStyle, textDecorationLine, textDecoration } = node.style;
  return [
    /^(bold|bolder|[6-9]00)$/.test(fontWeight) && "strong",
    fontStyle === "italic" && "em",
    /line-through/.test(textDecorationLine || textDecoration) && "s",
  ].filter(Boolean);
}

function rtIsHidden(node) {
  return node.hidden || node.style?.display === "none" || /mso-hide:\s*all/.test(node.getAttribute("style") ?? "");
}

const rtIsTitle = (node) => node.tagName === "P" && /^Mso(Title|Heading)/.test(node.className);

function rtAddress(node, left) {
  const href = rtPlainAddress(node.getAttribute("href")?.trim() ?? "");
  if (RT_SAFE_LINK.test(href) && !href.startsWith("#_")) return href;
  if (/^[a-z][a-z0-9+.-]*:/i.test(href)) rtLeftOut(left, "unsafe link");
  return null;
}

function rtPlainAddress(href) {
  const wrapped = href.match(/^https:\/\/www\.google\.com\/url\?(.*)$/);
  return (wrapped && new URLSearchParams(wrapped[1]).get("q")) || href;
}

// Words beside blocks become a paragraph; blank runs between blocks go.
function rtGatherBare(made) {
  if (![...made.childNodes].some(rtIsBlock)) return;
  rtGather([...made.childNodes].filter((node) => !rtIsBlock(node)));
  [...made.children].filter((child) => child.tagName === "P" && !child.textContent.trim()).forEach((child) => child.remove());
}

function rtUnwrapOnly(item, name) {
  const blocks = [...item.children].filter((child) => child.tagName === name.toUpperCase());
  if (blocks.length === 1) blocks[0].replaceWith(...blocks[0].childNodes);
}

// A cell holds one line: blocks in it end with a space.
function rtFlatten(holder) {
  let block = null;
  while ((block = [...holder.querySelectorAll("*")].find(rtIsBlock))) block.replaceWith(...block.childNodes, " ");
}

function rtTrim(block) {
  for (const node of [block.firstChild, block.lastChild]) {
    if (node?.nodeType === 3) node.data = node === block.firstChild ? node.data.trimStart() : node.data.trimEnd();
    else if (node?.tagName === "BR") node.remove();
  }
  block.querySelectorAll("br.Apple-interchange-newline").forEach((node) => node.remove());
}

function rtUnwrapped(made) {
  const inner = document.createDocumentFragment();
  inner.append(...made.firstChild.childNodes);
  return inner;
}
