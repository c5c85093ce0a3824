// What a toolbar button or a shortcut does to the selected words.
const RT_BROWSER_COMMANDS = { bold: "bold", italic: "italic", strike: "strikeThrough" };
const RT_COMMANDS = {
  h2: (box) => rtHeadingTo(box, "h2"),
  h3: (box) => rtHeadingTo(box, "h3"),
  paragraph: (box) => rtToParagraph(box),
  bullets: (box) => rtListTo(box, "UL"),
  numbers: (box) => rtListTo(box, "OL"),
  indent: (box) => rtItemsOf(box).forEach(rtIndent),
  outdent: (box) => rtItemsOf(box).reverse().forEach(rtOutdent),
  quote: (box) => rtQuoteTo(box),
  clear: (box) => { document.execCommand("removeFormat"); document.execCommand("unlink"); rtToParagraph(box); },
};

function rtRun(box, name) {
  if (name === "undo" || name === "redo") return box.history[name]();
  if (name === "link") return box.openLink();
  if (name === "source") return rtToggleSource(box);
  box.page.focus();
  box.history.around(() => {
    // The browser remembers bold for the next letter only while nobody sets the selection.
    if (RT_BROWSER_COMMANDS[name]) document.execCommand(RT_BROWSER_COMMANDS[name]);
    else if (RT_COMMANDS[name]) rtKeepSelection(() => RT_COMMANDS[name](box));
    else RT_TABLE_COMMANDS[name](box);
    rtTidy(box);
  });
  rtChanged(box);
  return box.showState();
}

// The outermost blocks the selection touches.
function rtBlocksOf(box) {
  const selection = getSelection();
  if (!selection.rangeCount || !box.page.contains(selection.anchorNode)) return [];
  const range = selection.getRangeAt(0);
  return [...box.page.children].filter((child) => range.intersectsNode(child));
}

function rtHeadingTo(box, tag) {
  const isAll = rtBlocksOf(box).every((block) => block.tagName === tag.toUpperCase());
  rtBlocksOf(box).filter((block) => /^(P|H[1-6])$/.test(block.tagName)).forEach((block) => rtRename(block, isAll ? "p" : tag));
}

function rtToParagraph(box) {
  for (const block of rtBlocksOf(box)) {
    if (/^H[1-6]$/.test(block.tagName)) rtRename(block, "p");
    else if (block.tagName === "BLOCKQUOTE") rtUnquote(block);
  }
}

function rtQuoteTo(box) {
  const quote = rtAt(box, "blockquote");
  if (quote) return rtUnquote(quote);
  const blocks = rtBlocksOf(box);
  if (!blocks.length) return undefined;
  const made = document.createElement("blockquote");
  blocks[0].before(made);
  made.append(...blocks);
  return made;
}

function rtUnquote(quote) {
  if (![...quote.children].some(rtIsBlock)) rtRename(quote, "p");
  else quote.replaceWith(...quote.childNodes);
}

function rtListTo(box, tag) {
  const list = rtAt(box, "ul, ol");
  if (!list) return rtToList(rtBlocksOf(box), tag);
  if (list.tagName !== tag) return rtRename(list, tag);
  return rtItemsOf(box).reverse().forEach(rtOutdent);
}

function rtToList(blocks, tag) {
  const lines = blocks.filter((block) => /^(P|H[1-6])$/.test(block.tagName));
  if (!lines.length) return;
  const list = document.createElement(tag);
  lines[0].before(list);
  list.append(...lines.map((line) => rtRename(line, "li")));
}

function rtItemsOf(box) {
  const selection = getSelection();
  if (!selection.rangeCount) return [];
  const range = selection.getRangeAt(0);
  const touched = [...box.page.querySelectorAll("li")].filter((item) => range.intersectsNode(item));
  const own = touched.filter((item) => !touched.some((other) => other !== item && item.contains(other) && !rtOwnTextIn(item, range)));
  return own.filter((item) => !own.some((other) => other !== item && other.contains(item)));
}

function rtOwnTextIn(item, range) {
  return [...item.childNodes].some((node) => !/^[UO]L$/.test(node.tagName ?? "") && range.intersectsNode(node) && (node.data ?? "x").trim());
}

function rtIndent(item) {
  const above = item.previousElementSibling;
  if (!above) return;
  const nested = [...above.children].findLast((child) => /^[UO]L$/.test(child.tagName));
  if (nested) nested.append(item);
  else above.appendChild(document.createElement(item.parentElement.tagName)).append(item);
}

// The items below stay where they look: under the one that moves out.
function rtOutdent(item) {
  const list = item.parentElement;
  const outer = list.parentElement.closest("li");
  const below = [...list.children].slice([...list.children].indexOf(item) + 1);
  const rest = below.length ? document.createElement(list.tagName) : null;
  rest?.append(...below);
  if (outer) {
    outer.after(item);
    if (rest) item.append(rest);
  } else rtOutOfList(list, item, rest);
  if (!list.firstElementChild) list.remove();
}

function rtOutOfList(list, item, rest) {
  const inner = [...item.childNodes].filter((node) => !rtIsBlock(node));
  const blocks = [...item.childNodes].filter(rtIsBlock);
  if (rest) list.after(rest);
  list.after(...blocks);
  if (inner.some((node) => node.nodeType === 1 || node.data.trim()) || !blocks.length) {
    const paragraph = document.createElement("p");
    paragraph.append(...inner);
    if (!paragraph.firstChild) paragraph.append(document.createElement("br"));
    list.after(paragraph);
    if (!inner.length) rtCaret(paragraph);
  }
  item.remove();
}
