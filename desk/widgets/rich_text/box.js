// One box: takes a text from the page, gives it back before anything else happens.
const RT_PAUSE = 1000;
const rtBoxes = new WeakMap();
const rtLeftBehind = new Map(); // a box that is moved on the page goes on where it was

export default function ({ data, parentElement, setStateValue }) {
  const box = rtBoxes.get(parentElement) ?? rtBuild(parentElement, data);
  box.sendState = (writing) => setStateValue("writing", writing);
  rtFollow(box, data);
  return box.leave;
}

function rtBuild(root, data) {
  const find = (part) => root.querySelector(`.rt-${part}`);
  const box = {
    root, find, page: find("page"), source: find("source"), said: find("said"),
    loaded: { blocks: [], html: [], text: "" }, text: "", edition: null,
    number: 0, received: 0, isDirty: false, isSource: false, isPressed: false,
  };
  rtBoxes.set(root, box);
  document.execCommand("defaultParagraphSeparator", false, "p");
  document.execCommand("styleWithCSS", false, false);
  rtHistory(box);
  rtToolbar(box);
  rtLinkForm(box);
  rtWatchPage(box);
  box.leave = rtWatchWindow(box, data.key);
  rtReturn(box, data);
  return box;
}

function rtFollow(box, data) {
  box.find("label").textContent = data.label;
  box.page.setAttribute("aria-label", data.label);
  box.source.setAttribute("aria-label", `${data.label}, Markdown source`);
  box.find("tools").setAttribute("aria-label", `${data.label}: formatting`);
  box.find("table-tools").setAttribute("aria-label", `${data.label}: table`);
  box.find("box").style.setProperty("--rt-height", `${data.height}px`);
  if (data.edition !== box.edition) rtTake(box, data);
  box.received = data.received;
  box.isChanged = data.isChanged;
}

// After the server was away a new session knows nothing of what was typed here: tell it.
function rtTake(box, data) {
  const isMine = data.isFirst && box.edition && (box.isDirty || box.isChanged);
  box.edition = data.edition;
  box.number = box.received = data.received;
  if (isMine) {
    box.text = null;
    box.isDirty = true;
    return rtPush(box);
  }
  rtLoad(box, data);
  box.said.textContent = "";
}

function rtLoad(box, data) {
  const shown = data.blocks.filter((block) => block.html);
  box.page.replaceChildren(...shown.flatMap((block) => rtElements(block.html)));
  box.loaded = {
    text: data.text, blocks: data.blocks,
    html: [...box.page.children].map((child) => child.outerHTML),
  };
  if (!box.page.firstChild) box.page.append(rtParagraph());
  box.text = data.text;
  box.isDirty = false;
  box.history.start();
  rtShowSource(box, false);
}

function rtElements(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return [...document.importNode(template.content, true).children];
}

// What is written now, with the source of every piece that nobody touched.
function rtText(box) {
  return box.isSource ? box.source.value : rtToMarkdown(box.page, box.loaded);
}

function rtPush(box) {
  clearTimeout(box.timer);
  if (!box.isDirty) return false;
  box.isDirty = false;
  const written = rtText(box);
  const markdown = rtCleared(written);
  if (written === box.text || markdown === box.text) return false;
  rtSend(box, markdown, false);
  return true;
}

function rtSend(box, markdown, isSource) {
  box.text = markdown;
  box.number += 1;
  box.sendState({ markdown, isSource, edition: box.edition, number: box.number });
}

const rtCleared = (text) => text.normalize("NFC").toWellFormed().replaceAll("\0", "");

function rtChanged(box) {
  box.isDirty = true;
  clearTimeout(box.timer);
  box.timer = setTimeout(() => rtPushWhenFree(box), RT_PAUSE);
  rtCount(box);
}

// A rerun between a button's press and its release could move the button away.
function rtPushWhenFree(box) {
  if (box.isPressed || box.isComposing) box.timer = setTimeout(() => rtPushWhenFree(box), 200);
  else rtPush(box);
}

function rtCount(box) {
  const text = box.isSource ? box.source.value : rtWordsOf(box.page);
  const count = (text.match(/\S*[\p{L}\p{N}]\S*/gu) ?? []).length;
  const minutes = Math.max(1, Math.round(count / 220));
  const words = `${count.toLocaleString("en-GB")} ${count === 1 ? "word" : "words"}`;
  box.find("count").textContent = count ? `${words} · ${minutes} min read` : words;
}

// Every way of leaving the text, in the order in which it must reach the server.
function rtWatchWindow(box, key) {
  const stop = new AbortController();
  const on = (name, act) => window.addEventListener(name, act, { capture: true, signal: stop.signal });
  on("pointerdown", () => { box.isPressed = true; });
  for (const name of ["pointerup", "pointercancel"]) {
    on(name, () => { box.isPressed = false; setTimeout(() => rtPush(box)); });
  }
  on("click", (event) => rtPushBeforeClick(box, event));
  on("keydown", (event) => {
    const isShortcut = (event.ctrlKey || event.metaKey || event.altKey) && event.key.length > 0;
    if (isShortcut && !rtIsOwnKey(box, event)) rtPush(box);
  });
  on("pagehide", () => rtPush(box));
  on("beforeunload", (event) => { if (rtIsUnsent(box)) event.preventDefault(); });
  document.addEventListener("visibilitychange", () => rtPush(box), { signal: stop.signal });
  document.addEventListener("selectionchange", () => box.showState(), { signal: stop.signal });
  return () => { stop.abort(); rtLeave(box, key); };
}

function rtIsUnsent(box) {
  return box.isDirty || box.number !== box.received;
}

// A click's message must be the last one: a later one would stop its run. So the text goes first.
function rtPushBeforeClick(box, event) {
  const button = event.target.closest?.("button, [role=button]");
  if (!rtPush(box) || !button || box.root.contains(button)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  setTimeout(() => button.click());
}

function rtIsOwnKey(box, event) {
  if (!box.page.contains(event.target)) return false;
  return /^([abcikvxyz]|Arrow.*|Home|End|Backspace|Delete|Control|Meta|Alt|AltGraph|Shift)$/i.test(event.key)
    || event.getModifierState("AltGraph");
}

function rtLeave(box, key) {
  const { edition, isDirty } = box;
  rtPush(box);
  const nodes = [...box.page.childNodes];
  rtLeftBehind.set(key, { edition, isDirty, nodes, loaded: box.loaded, text: box.text, number: box.number, at: Date.now() });
}

function rtReturn(box, data) {
  const left = rtLeftBehind.get(data.key);
  rtLeftBehind.delete(data.key);
  if (!left || left.edition !== data.edition || left.number <= data.received || Date.now() - left.at > 5000) return;
  rtLoad(box, data);
  box.page.replaceChildren(...left.nodes);
  Object.assign(box, { edition: left.edition, loaded: left.loaded, text: left.text, number: left.number });
  box.history.start();
  rtCount(box);
}
