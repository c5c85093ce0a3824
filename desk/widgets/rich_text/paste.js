// What is pasted or dropped: put in clean, in one step that can be undone, saying what stayed behind.
function rtPaste(box, event, clipboard) {
  event.preventDefault();
  const html = clipboard.getData("text/html");
  const plain = clipboard.getData("text/plain");
  const left = new Map();
  const files = [...clipboard.files].filter((file) => file.type.startsWith("image/"));
  if (!html) files.forEach(() => rtLeftOut(left, "image"));
  const made = html ? rtClean(html, left) : rtFromPlain(plain);
  if (rtAt(box, "td, th")) rtFlatten(made);
  if (made.firstChild) box.history.around(() => rtInsert(box, made));
  box.said.textContent = rtSayLeftOut(left);
  rtChanged(box);
}

function rtDrop(box, event) {
  const range = document.caretRangeFromPoint(event.clientX, event.clientY);
  const isOwn = box.page.contains(getSelection().anchorNode) && !getSelection().isCollapsed;
  if (isOwn || !range || !box.page.contains(range.startContainer)) return;
  getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.startContainer, range.startOffset);
  rtPaste(box, event, event.dataTransfer);
}

function rtInsert(box, made) {
  const holder = document.createElement("div");
  holder.append(made);
  document.execCommand("insertHTML", false, holder.innerHTML);
  rtTidy(box);
}

function rtFromPlain(text) {
  const made = document.createDocumentFragment();
  const paragraphs = text.replace(/\r\n?/g, "\n").split(/\n{2,}/).filter((part) => part.trim());
  for (const part of paragraphs) {
    const paragraph = document.createElement("p");
    part.split("\n").forEach((line, index) => paragraph.append(...(index ? [document.createElement("br")] : []), line));
    made.append(paragraph);
  }
  return paragraphs.length === 1 ? rtUnwrapped(made) : made;
}

function rtLeftOut(left, what) {
  if (what) left.set(what, (left.get(what) ?? 0) + 1);
}

function rtSayLeftOut(left) {
  const parts = [...left].sort(([first], [second]) => (first === "formatting") - (second === "formatting"))
    .map(([what, count]) => (count === true ? what : `${count} ${what}${count > 1 ? "s" : ""}`));
  return parts.length ? `Left out: ${parts.join(", ")}` : "";
}
