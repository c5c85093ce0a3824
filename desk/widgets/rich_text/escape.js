// Words, marks and links of one paragraph → Markdown that means the same.
const RT_MARKS = { STRONG: "**", B: "**", EM: "*", I: "*", S: "~~", DEL: "~~", STRIKE: "~~" };
const RT_SAFE_LINK = /^(https?:|mailto:|tel:|\/|#)/i;
const RT_PUNCTUATION = /[\p{P}\p{S}]/u;

// Pieces: words, or marks that open or close; marks need the right neighbours to count.
function rtInline(node) {
  return rtJoin(rtPieces(node)).replace(/[ \t]*\n[ \t\n]*/g, "\n").replace(/(\\\n)+$/, "").trim();
}

function rtPieces(node) {
  return rtMerged([...node.childNodes]).flatMap((child) => rtPiece(child, child.nextSibling));
}

function rtPiece(node, next) {
  if (node.nodeType === 3) return [{ text: rtEscape(rtSpaces(node.data), next) }];
  if (node.nodeType !== 1) return [];
  const tag = node.tagName;
  if (RT_MARKS[tag]) return rtMarked(rtPieces(node), RT_MARKS[tag]);
  if (tag === "BR") return node.nextSibling ? [{ text: "\\\n", isRaw: true, isBreak: true }] : [];
  if (tag === "CODE") return [{ text: rtCodeSpan(node.textContent), isRaw: true }];
  if (tag === "IMG") return [{ text: rtImage(node), isRaw: true }];
  if (tag === "A") return rtLink(node);
  const inner = rtPieces(node);
  return rtIsBlock(node) ? [...inner, { text: " " }] : inner;
}

function rtMerged(nodes) {
  const merged = [];
  for (const node of nodes) {
    const last = merged.at(-1);
    if (last && RT_MARKS[node.tagName] && RT_MARKS[last.tagName] === RT_MARKS[node.tagName]) {
      const both = last.cloneNode(true);
      both.append(...node.cloneNode(true).childNodes);
      merged[merged.length - 1] = both;
    } else if (node.nodeType !== 3 || node.data) merged.push(node);
  }
  return merged;
}

// Spaces go outside the marks: "**a **b" would be stars.
function rtMarked(pieces, mark) {
  const isWord = (piece) => piece.text.trim() && !piece.isBreak && !piece.side;
  if (!pieces.some(isWord)) return pieces.filter((piece) => !piece.side);
  const first = pieces.findIndex((piece) => isWord(piece) || piece.side);
  const last = pieces.findLastIndex((piece) => isWord(piece) || piece.side);
  const lead = pieces[first].text.match(/^\s*/)[0];
  const trail = pieces[last].isRaw ? "" : pieces[last].text.match(/\s*$/)[0];
  const inner = pieces.slice(first, last + 1).map((piece) => ({ ...piece }));
  inner[0].text = inner[0].text.slice(lead.length);
  if (trail) inner.at(-1).text = inner.at(-1).text.slice(0, -trail.length);
  return [
    ...pieces.slice(0, first), { text: lead }, { text: mark, side: "open" },
    ...inner, { text: mark, side: "close" }, { text: trail }, ...pieces.slice(last + 1),
  ];
}

// Written as a number, a letter beside a mark counts as punctuation, and the mark holds.
function rtJoin(pieces) {
  const real = pieces.filter((piece) => piece.text);
  const plain = (index, step) => {
    let at = index + step;
    while (real[at]?.side) at += step;
    return real[at];
  };
  const coded = (letter) => `&#${letter.codePointAt(0)};`;
  real.forEach((piece, index) => {
    if (!piece.side) return;
    const inner = piece.side === "open" ? plain(index, 1) : plain(index, -1);
    const outer = piece.side === "open" ? plain(index, -1) : plain(index, 1);
    if (!inner || !outer || outer.isRaw) return;
    const [near, far] = piece.side === "open"
      ? [[...inner.text][0], [...outer.text].at(-1)] : [[...inner.text].at(-1), [...outer.text][0]];
    if (!RT_PUNCTUATION.test(near) || /\s/.test(far) || RT_PUNCTUATION.test(far)) return;
    if (piece.side === "open") outer.text = outer.text.slice(0, -far.length) + coded(far);
    else outer.text = coded(far) + outer.text.slice(far.length);
  });
  return real.map((piece) => piece.text).join("");
}

// A hard space is the browser's own, except between a number and its unit.
function rtSpaces(text) {
  return text.replace(/(?<![\d])\u00a0|\u00a0(?=\s|$)/g, " ").replace(/[ \t\r\f]+/g, " ");
}

function rtEscape(text, next) {
  return text
    .replace(/[\\`[\]]/g, "\\$&")
    .replace(/\*/g, (star, at) => (/\s/.test(text[at - 1] ?? "x") && /\s/.test(text[at + 1] ?? "x") ? star : `\\${star}`))
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
    .replace(/~(?=~|$)|(?<=~|^)~/g, "\\~")
    .replace(/<(?=[a-z/!?])/gi, "\\<")
    .replace(/&(?=#?\w+;)/g, "&amp;")
    .replace(/!$/, next ? "\\!" : "!");
}

// What starts a line must not read as a heading, list, quote, rule or table.
function rtLines(text) {
  return text.split("\n").map((line) => line
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, "$1\\$2")
    .replace(/^(#{1,6}(?=\s|$)|>|[-+*](?=\s|$)|=+\s*$)/, "\\$1")
    .replace(/^(?=[|:\-+][\s|:\-]*-[\s|:\-]*$)/, "\\")).join("\n");
}

const rtOneLine = (text) => text.replace(/\\?\n/g, " ").trim();

function rtCodeSpan(text) {
  const plain = text.replace(/\n/g, " ");
  if (!plain) return "";
  const longest = Math.max(0, ...(plain.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = /^`|`$|^ .* $/.test(plain) && plain.trim() ? " " : "";
  return fence + pad + plain + pad + fence;
}

function rtLink(node) {
  const href = node.getAttribute("href") ?? "";
  const inner = rtPieces(node);
  const text = rtJoin(inner).trim();
  if (!text || !href || !rtIsSafe(href)) return inner;
  return [{ text: `[${text}](${rtTarget(href, node.title)})`, isRaw: true }];
}

function rtIsSafe(href) {
  return RT_SAFE_LINK.test(href) || !/^[a-z][a-z0-9+.-]*:/i.test(href);
}

function rtTarget(href, title) {
  const address = href.replace(/\\/g, "%5C").replace(/\s/g, encodeURIComponent).replace(/</g, "%3C").replace(/>/g, "%3E")
    .replace(/[()]/g, "\\$&").replace(/&(?=#?\w+;)/g, "&amp;");
  return title ? `${address} "${title.replace(/["\\]/g, "\\$&").replace(/&(?=#?\w+;)/g, "&amp;")}"` : address;
}

function rtImage(node) {
  const source = node.getAttribute("src");
  return source ? `![${rtEscape(node.alt, null)}](${rtTarget(source, node.title)})` : "";
}

// The words a reader sees, with a space wherever a block ends.
function rtWordsOf(node) {
  return [...node.childNodes].map((child) => {
    if (child.nodeType === 3) return child.data;
    if (child.tagName === "IMG") return child.alt;
    const inner = rtWordsOf(child);
    return rtIsBlock(child) || /^(TR|TD|TH|BR)$/.test(child.tagName) ? ` ${inner} ` : inner;
  }).join("");
}
