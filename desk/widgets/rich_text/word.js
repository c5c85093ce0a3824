// Word writes lists as paragraphs that only look like lists: make them lists again.
function rtWordLists(source) {
  let open = []; // the lists the last item stood in, outermost first
  for (const paragraph of [...source.body.querySelectorAll("p, h1, h2, h3, h4, h5, h6")]) {
    const level = rtWordLevel(paragraph);
    if (!level) open = [];
    else open = rtWordItem(source, paragraph, level, open);
  }
}

function rtWordLevel(paragraph) {
  const level = paragraph.getAttribute("style")?.match(/mso-list:\s*l\d+\s+level(\d)/)?.[1];
  return level ? Number(level) : /MsoListParagraph/.test(paragraph.className) ? 1 : 0;
}

function rtWordItem(source, paragraph, level, before) {
  const mark = rtWordMark(paragraph);
  const tag = /^[\divxlc]+[.)]|^[a-z][.)]/i.test(mark) ? "OL" : "UL";
  const open = before.slice(0, level);
  if (open.length === level && open.at(-1).tagName !== tag) open.pop();
  if (!open.length && !before.length) open.push(rtWordList(source, tag, paragraph));
  else if (!open.length) open.push(rtWordList(source, tag, paragraph));
  while (open.length < level && open.at(-1).lastElementChild) {
    const list = source.createElement(tag);
    open.at(-1).lastElementChild.append(list);
    open.push(list);
  }
  const item = source.createElement("li");
  item.append(...paragraph.childNodes);
  open.at(-1).append(item);
  paragraph.remove();
  return open;
}

function rtWordList(source, tag, paragraph) {
  const list = source.createElement(tag);
  paragraph.before(list);
  return list;
}

// The bullet or number is typed in front, in a span that the reader of the file is told to ignore.
function rtWordMark(paragraph) {
  const ignored = [...paragraph.querySelectorAll("[style]")]
    .find((span) => /mso-list:\s*Ignore/i.test(span.getAttribute("style")));
  const text = ignored?.textContent.trim() ?? "";
  ignored?.remove();
  return text;
}
