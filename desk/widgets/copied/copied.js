// Keeps what a text area's plain words were copied from: its headings, lists, links and tables.
const LONGEST = 5_000_000;
const cpWatches = new WeakMap();
const STRUCTURE = "h1, h2, h3, h4, h5, h6, ul, ol, li, table, a[href], strong, b, em, i, blockquote, sup, sub";

export default function ({ data, parentElement, setStateValue }) {
  const watch = cpWatches.get(parentElement) ?? cpBuild(parentElement);
  Object.assign(watch, { box: data.box, tell: (copied) => setStateValue("copied", copied) });
  return () => { if (!parentElement.isConnected) watch.stop.abort(); };
}

function cpBuild(root) {
  const watch = { stop: new AbortController(), pieces: [] };
  cpWatches.set(root, watch);
  const on = (name, act) => document.addEventListener(name, act, { capture: true, signal: watch.stop.signal });
  on("paste", (event) => cpHear(watch, event));
  return watch;
}

// Pasted at the end, it is one text with what was pasted before; over all of it, a new one.
function cpHear(watch, { target, clipboardData }) {
  if (!target.matches?.(`.st-key-${CSS.escape(watch.box)} textarea`) || !clipboardData) return;
  const text = clipboardData.getData("text/plain");
  const html = clipboardData.getData("text/html");
  const before = cpWords(target.value.slice(0, target.selectionStart));
  const isOn = target.selectionEnd === target.value.length && before === cpWords(watch.pieces.map((piece) => piece.text).join("\n"));
  watch.pieces = [...(isOn ? watch.pieces : []), { text, html: cpStructured(html) ? html : "" }];
  if (!isOn && cpWords(target.value.slice(0, target.selectionStart) + target.value.slice(target.selectionEnd))) watch.pieces = [];
  const all = watch.pieces.some((piece) => piece.html) ? watch.pieces.map((piece) => piece.html || cpParagraphs(piece.text)).join("\n") : "";
  watch.tell({ html: all.length > LONGEST ? "" : all, text: watch.pieces.map((piece) => piece.text).join("\n") });
}

const cpWords = (text) => text.split(/\s+/).filter(Boolean).join(" ");
const cpStructured = (html) => Boolean(html && new DOMParser().parseFromString(html, "text/html").querySelector(STRUCTURE));

function cpParagraphs(text) {
  const made = document.createElement("div");
  made.append(...text.split(/\n{2,}/).map((part) => Object.assign(document.createElement("p"), { textContent: part })));
  return made.innerHTML;
}
