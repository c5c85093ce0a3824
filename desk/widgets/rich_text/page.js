// The page being written: what keys, the mouse and the clipboard do to it.
const RT_ITEMS = "li";

function rtWatchPage(box) {
  const { page } = box;
  page.addEventListener("beforeinput", (event) => rtBeforeInput(box, event));
  page.addEventListener("input", (event) => {
    if (event.isComposing) return;
    rtTidy(box);
    box.history.typed(event.inputType);
    rtChanged(box);
  });
  page.addEventListener("compositionstart", () => { box.isComposing = true; });
  page.addEventListener("compositionend", () => {
    box.isComposing = false;
    rtTidy(box);
    box.history.typed("insertText");
    rtChanged(box);
  });
  page.addEventListener("keydown", (event) => rtKey(box, event));
  page.addEventListener("paste", (event) => rtPaste(box, event, event.clipboardData));
  page.addEventListener("drop", (event) => rtDrop(box, event));
  page.addEventListener("copy", () => setTimeout(() => { box.said.textContent = ""; }));
  box.root.addEventListener("focusout", () => {
    if (!box.isPressed) setTimeout(() => { if (!box.isPressed) rtPush(box); });
  });
  box.source.addEventListener("input", () => rtChanged(box));
}

function rtBeforeInput(box, event) {
  const step = { historyUndo: box.history.undo, historyRedo: box.history.redo }[event.inputType];
  const command = { formatBold: "bold", formatItalic: "italic", formatStrikeThrough: "strike" }[event.inputType];
  if (!step && !command) return;
  event.preventDefault();
  if (step) step();
  else rtRun(box, command);
}

const RT_KEYS = { b: "bold", i: "italic", k: "link", z: "undo", y: "redo", "shift z": "redo" };

function rtKey(box, event) {
  const key = `${event.shiftKey ? "shift " : ""}${event.key.toLowerCase()}`;
  const command = (event.ctrlKey || event.metaKey) && !event.altKey && RT_KEYS[key];
  if (command) {
    event.preventDefault();
    event.stopPropagation();
    rtRun(box, command);
  } else if (event.key === "Tab") rtTab(box, event);
  else if (event.key === "Enter" && !event.shiftKey) rtEnter(box, event);
  else if (event.key === "Backspace") rtBackspace(box, event);
}

function rtTab(box, event) {
  const cell = rtAt(box, "td, th");
  if (!cell && !rtAt(box, RT_ITEMS)) return;
  event.preventDefault();
  if (cell) rtNextCell(box, cell, event.shiftKey ? -1 : 1);
  else rtRun(box, event.shiftKey ? "outdent" : "indent");
}

// A cell holds one line, so Enter goes to the one below; an empty line at the end of a quote leaves it.
function rtEnter(box, event) {
  const cell = rtAt(box, "td, th");
  if (cell) {
    event.preventDefault();
    const below = cell.closest("table").rows[cell.parentElement.rowIndex + 1];
    if (below) rtCaret(below.cells[Math.min(cell.cellIndex, below.cells.length - 1)], true);
    return;
  }
  const quote = rtAt(box, "blockquote");
  const line = rtAt(box, "p");
  if (quote && line?.parentElement === quote && !line.textContent.trim() && line === quote.lastElementChild) {
    event.preventDefault();
    box.history.around(() => {
      quote.after(line);
      if (!quote.textContent.trim()) quote.remove();
      rtCaret(line);
    });
  }
}

// At the start of a heading or a quote Backspace makes it ordinary text first.
function rtBackspace(box, event) {
  const selection = getSelection();
  if (!selection.isCollapsed) return;
  const item = rtAt(box, RT_ITEMS);
  const block = item ?? rtAt(box, "h2, h3, h4, h5, h6, blockquote");
  if (!block || rtTextBefore(block) !== "" || (item && !rtIsFirstItem(item))) return;
  event.preventDefault();
  rtRun(box, item ? "outdent" : block.tagName === "BLOCKQUOTE" ? "quote" : "paragraph");
}

function rtIsFirstItem(item) {
  return !item.previousElementSibling && !item.parentElement.closest("li");
}

function rtTextBefore(block) {
  const selection = getSelection();
  const range = document.createRange();
  range.selectNodeContents(block);
  range.setEnd(selection.anchorNode, selection.anchorOffset);
  return range.toString();
}

// Browsers leave spans, styles and bare text behind; the page keeps none of it.
function rtTidy(box) {
  const { page } = box;
  const strays = [...page.querySelectorAll("span, font, [style], p > ul, p > ol, ul > ul, ul > ol, ol > ul, ol > ol")];
  const loose = [...page.childNodes].filter((node) => !rtIsBlock(node) && (node.nodeType !== 3 || node.data.trim()));
  const divs = [...page.children].filter((child) => child.tagName === "DIV");
  if (!page.firstElementChild || strays.length || loose.length || divs.length) {
    rtKeepSelection(() => {
      strays.forEach(rtTidyStray);
      divs.forEach((div) => rtRename(div, "P"));
      if (loose.length) rtGather(loose);
    });
  }
  if (!page.firstElementChild) {
    page.replaceChildren(rtParagraph());
    rtCaret(page.firstChild);
  }
}

function rtTidyStray(node) {
  node.removeAttribute("style");
  if (/^(SPAN|FONT)$/.test(node.tagName)) node.replaceWith(...node.childNodes);
  else if (node.parentElement?.tagName === "P") rtLift(node);
  else if (/^[UO]L$/.test(node.tagName) && node.previousElementSibling?.tagName === "LI") {
    node.previousElementSibling.append(node);
  }
}

function rtLift(list) {
  const paragraph = list.parentElement;
  paragraph.after(list);
  if (!paragraph.textContent.trim()) paragraph.remove();
}

function rtGather(nodes) {
  let paragraph = null;
  for (const node of nodes) {
    if (!node.isConnected) continue;
    if (!paragraph || paragraph.nextSibling !== node) {
      paragraph = document.createElement("p");
      node.before(paragraph);
    }
    paragraph.append(node);
  }
}

function rtRename(node, tag) {
  const made = document.createElement(tag);
  made.append(...node.childNodes);
  node.replaceWith(made);
  return made;
}

function rtParagraph() {
  const paragraph = document.createElement("p");
  paragraph.append(document.createElement("br"));
  return paragraph;
}

function rtAt(box, selector) {
  const node = getSelection()?.anchorNode;
  const element = node?.nodeType === 1 ? node : node?.parentElement;
  const found = element?.closest(selector);
  return found && found !== box.page && box.page.contains(found) ? found : null;
}

function rtCaret(node, atEnd = false) {
  const selection = getSelection();
  selection.selectAllChildren(node);
  if (atEnd) selection.collapseToEnd();
  else selection.collapseToStart();
}

// Moving a node takes the caret out of it; the same nodes get it back.
function rtKeepSelection(act) {
  const { anchorNode, anchorOffset, focusNode, focusOffset } = getSelection();
  const made = act();
  const isThere = (node) => node?.isConnected;
  if (isThere(anchorNode) && isThere(focusNode)) {
    const end = (node, offset) => [node, Math.min(offset, node.nodeType === 3 ? node.length : node.childNodes.length)];
    getSelection().setBaseAndExtent(...end(anchorNode, anchorOffset), ...end(focusNode, focusOffset));
  }
  return made;
}
