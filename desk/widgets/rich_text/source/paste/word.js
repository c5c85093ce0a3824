// Word writes lists as paragraphs that only look like lists: make them lists again.
export function wordLists(source) {
  let open = []; // the lists the last item stood in, outermost first
  let before = null;
  for (const paragraph of [...source.body.querySelectorAll("p, h1, h2, h3, h4, h5, h6")]) {
    const level = levelOf(paragraph);
    if (!level || (before && !isNext(open, paragraph))) open = [];
    if (level) open = item(source, paragraph, level, open);
    before = level;
  }
}

// Whether nothing but space stands between the open list and this paragraph.
function isNext(open, paragraph) {
  if (!open.length) return true;
  let node = paragraph.previousSibling;
  while (node && node.nodeType !== 1 && !(node.nodeType === 3 && node.data.trim())) node = node.previousSibling;
  return node === open[0];
}

function levelOf(paragraph) {
  const level = paragraph.getAttribute("style")?.match(/mso-list:\s*l\d+\s+level(\d)/)?.[1];
  return level ? Number(level) : /MsoListParagraph/.test(paragraph.className) ? 1 : 0;
}

function item(source, paragraph, level, before) {
  const mark = markOf(paragraph);
  const number = Number(mark.match(/^(\d{1,9})[.)]/)?.[1] ?? Number.NaN);
  const tag = /^[\divxlc]+[.)]|^[a-z][.)]/i.test(mark) ? "OL" : "UL";
  const open = before.slice(0, level);
  if (open.length === level && !goesOn(open.at(-1), tag, number)) open.pop();
  if (!open.length) open.push(list(source, tag, number, (made) => paragraph.before(made)));
  while (open.length < level && open.at(-1).lastElementChild) {
    const within = open.at(-1).lastElementChild;
    open.push(list(source, tag, number, (made) => within.append(made)));
  }
  const made = source.createElement("li");
  made.append(...paragraph.childNodes);
  open.at(-1).append(made);
  paragraph.remove();
  return open;
}

// A number that is not the next one begins a list of its own.
function goesOn(open, tag, number) {
  if (open.tagName !== tag) return false;
  return tag === "UL" || Number.isNaN(number) || number === open.start + open.children.length;
}

function list(source, tag, number, put) {
  const made = source.createElement(tag);
  if (tag === "OL" && !Number.isNaN(number) && number !== 1) made.setAttribute("start", number);
  put(made);
  return made;
}

// The bullet or number is typed in front, in a span that the reader of the file is told to ignore.
function markOf(paragraph) {
  const ignored = [...paragraph.querySelectorAll("[style]")]
    .find((span) => /mso-list:\s*Ignore/i.test(span.getAttribute("style")));
  const text = ignored?.textContent.trim() ?? "";
  ignored?.remove();
  return text;
}
