// The page → Markdown: each piece nobody touched keeps its own source.
const RT_BLOCKS = /^(P|DIV|H[1-6]|UL|OL|LI|BLOCKQUOTE|PRE|HR|TABLE|SECTION|ARTICLE|FIGURE)$/;
const rtIsBlock = (node) => node.nodeType === 1 && RT_BLOCKS.test(node.tagName);

function rtToMarkdown(page, loaded) {
  const nodes = [...page.childNodes].filter((node) => node.nodeType === 1 || (node.nodeType === 3 && node.data.trim()));
  const html = nodes.map((node) => node.outerHTML ?? node.data);
  const shown = loaded.blocks.filter((block) => block.html);
  const kept = rtAlign(html, loaded.html);
  if (kept.length === loaded.html.length && kept.every((from, index) => from === index)) return loaded.text;
  if (!page.textContent.trim() && !page.querySelector("img, hr, table")) return loaded.html.length ? "" : loaded.text;
  const isInPlace = nodes.length === loaded.html.length && nodes.every(rtIsBlock);
  const runs = rtRuns(nodes, kept).map((run, index) => ({
    node: run.node, source: run.from === null ? null : shown[run.from].source, from: isInPlace ? index : run.from,
  }));
  let previous = null;
  const text = rtWritten(runs).map(({ text: piece, from }, index) => {
    const gap = index ? rtGap(shown, previous, from) : "";
    previous = from;
    return gap + piece;
  }).join("");
  return rtWithNotes(text, loaded.blocks) + (loaded.text.match(/[\r\n]\s*$/)?.[0] ?? "");
}

// Which loaded piece each piece on the page still is: the same from the top, the same from the end, or moved.
function rtAlign(now, was) {
  const kept = now.map(() => null);
  let top = 0;
  while (top < now.length && top < was.length && now[top] === was[top]) kept[top] = top++;
  let end = 0;
  while (end < now.length - top && end < was.length - top && now.at(-1 - end) === was.at(-1 - end)) {
    kept[now.length - 1 - end] = was.length - 1 - end;
    end += 1;
  }
  for (let index = top; index < now.length - end; index += 1) {
    const from = was.indexOf(now[index]);
    kept[index] = from < 0 ? null : from;
  }
  return kept;
}

// Bare text beside blocks is a paragraph of its own.
function rtRuns(nodes, kept) {
  const runs = [];
  let bare = null;
  nodes.forEach((node, index) => {
    const from = kept?.[index] ?? null;
    if (!rtIsBlock(node) && from === null) {
      if (!bare) runs.push({ node: (bare = document.createDocumentFragment()), from });
      bare.append(node.cloneNode(true));
      return;
    }
    bare = null;
    runs.push({ node, from });
  });
  return runs;
}

// A list straight after a list of its kind takes another marker: the same one would join them.
function rtWritten(runs) {
  let before = null;
  return runs.map((run) => {
    let text = run.source ?? rtBlock(run.node);
    if (before && rtMarker(run.node, text) === before) text = rtBlock(run.node, true);
    if (text) before = rtMarker(run.node, text);
    return { ...run, text };
  }).filter((run) => run.text);
}

function rtMarker(node, text) {
  return /^[UO]L$/.test(node.tagName ?? "") ? text.match(/^\d*([-*+.)])/)?.[1] ?? null : null;
}

function rtGap(shown, previous, from) {
  const isNext = previous !== null && from === previous + 1;
  return (isNext && shown[previous].gap) || "\n\n";
}

// Link addresses listed below the text belong to all of it, wherever they stood.
function rtWithNotes(markdown, blocks) {
  const notes = blocks.map((block) => block.gap.trim()).filter((gap) => gap && !markdown.includes(gap));
  return [markdown, ...notes].join("\n\n");
}

function rtBlock(node, isOther = false) {
  const tag = node.tagName ?? "";
  if (/^H[1-6]$/.test(tag)) return rtHeading(node);
  const rule = { UL: rtList, OL: rtList, BLOCKQUOTE: rtQuote, PRE: rtCode, HR: () => "---", TABLE: rtTable }[tag];
  if (rule) return rule(node, isOther);
  return [...node.childNodes].some(rtIsBlock) ? rtInside(node).join("\n\n") : rtLines(rtInline(node));
}

function rtInside(node) {
  return rtWritten(rtRuns([...node.childNodes])).map((run) => run.text);
}

function rtHeading(node) {
  const text = rtOneLine(rtInline(node)).replace(/(^|\s)(#+)$/, "$1\\$2");
  return text && `${"#".repeat(Math.max(2, Number(node.tagName[1])))} ${text}`;
}

function rtQuote(node) {
  const text = rtInside(node).join("\n\n");
  return text && text.split("\n").map((line) => (line ? `> ${line}` : ">")).join("\n");
}

function rtCode(node) {
  const text = node.textContent.replace(/\n$/, "");
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const language = node.firstElementChild?.className.match(/language-(\S+)/)?.[1] ?? "";
  return `${fence}${language}\n${text}${text ? "\n" : ""}${fence}`;
}

function rtList(list, isOther) {
  const isNumbered = list.tagName === "OL";
  const items = [...list.children].filter((item) => item.textContent.trim() || item.querySelector("img, hr"));
  const isLoose = items.some((item) => [...item.children].some((child) => child.tagName === "P"));
  let number = isNumbered ? list.start : 0;
  return items.map((item) => {
    const marker = isNumbered ? `${number++}${isOther ? ")" : "."} ` : isOther ? "* " : "- ";
    return marker + rtItem(item, isLoose).replace(/\n(?=[^\n])/g, `\n${" ".repeat(marker.length)}`);
  }).join(isLoose ? "\n\n" : "\n");
}

// A numbered list that starts elsewhere than at 1 needs a line of its own above it.
function rtItem(item, isLoose) {
  const pieces = /^[UO]L$/.test(item.tagName) ? [rtBlock(item)] : rtInside(item);
  const isApart = (piece) => isLoose || /^(?!1[.)])\d+[.)] /.test(piece);
  return pieces.reduce((text, piece) => text + (isApart(piece) ? "\n\n" : "\n") + piece);
}

function rtTable(table) {
  const rows = [...table.rows].map((row) => [...row.cells]);
  const width = Math.max(0, ...rows.map((row) => row.length));
  if (!width) return "";
  const line = (cells) => `| ${Array.from({ length: width }, (_, index) => cells[index] ?? "").join(" | ")} |`;
  const sides = { "align-left": ":--", "align-right": "--:", "align-center": ":-:" };
  const rule = rows[0].map((cell) => sides[cell.className] ?? "---");
  while (rule.length < width) rule.push("---");
  const [head, ...body] = rows.map((row) => line(row.map(rtCell)));
  return [head, line(rule), ...body].join("\n");
}

function rtCell(cell) {
  return rtOneLine(rtInline(cell)).replace(/(?<!\\)((?:\\\\)*)\|/g, "$1\\|");
}
