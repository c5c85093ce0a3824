// One box: takes a text from the page, gives it back before anything else happens.
import { EditorState } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { closeHistory } from "prosemirror-history";
import { read } from "./text/reading.js";
import { written } from "./text/writing.js";
import { plugins } from "./keys.js";
import { pastingProps } from "./paste/pasting.js";
import { problemsIn } from "./problems.js";
import { toolbars } from "./toolbar.js";
import { linkForm } from "./link.js";
import { pictureForm, takePicture } from "./picture.js";
import { hideSource } from "./source.js";
import { showBubble } from "./selected.js";
import { watchWindow } from "./leaving.js";

const PAUSE = 1000;
const boxes = new WeakMap();
const leftBehind = new Map(); // a box that is moved on the page goes on where it was

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const box = boxes.get(parentElement) ?? build(parentElement, data);
  box.sendPicked = (picked) => setTriggerValue("picked", picked);
  box.sendWanted = () => setTriggerValue("wanted", true);
  box.sendState = (writing) => setStateValue("writing", writing);
  follow(box, data);
  return box.leave;
}

function build(root, data) {
  const find = (part) => root.querySelector(`.rt-${part}`);
  const box = {
    root, find, source: find("source"), said: find("said"), key: data.key, loaded: read(""), text: "", edition: null,
    number: 0, received: 0, isDirty: false, isTyped: false, isSource: false, isPressed: false, problems: [], offers: data.offers, takesPictures: data.takesPictures,
    askForPicture: () => askForPicture(box), push: () => push(box), changed: () => changed(box), rewritten: (loaded) => rewritten(box, loaded),
  };
  boxes.set(root, box);
  box.view = new EditorView({ mount: find("page") }, {
    state: stateOf(box, box.loaded.doc),
    dispatchTransaction: (change) => dispatch(box, change),
    decorations: (state) => problemsIn(state.doc, box.problems),
    ...pastingProps(box),
  });
  toolbars(box);
  linkForm(box);
  pictureForm(box);
  box.source.addEventListener("input", () => { changed(box); box.showState(); });
  find("page").addEventListener("focus", () => { box.isEntered = true; });
  root.addEventListener("focusout", () => showBubble(box));
  root.addEventListener("focusout", () => { if (!box.isPressed) setTimeout(() => { if (!box.isPressed) push(box); }); });
  const stop = watchWindow(box);
  box.leave = () => { stop(); leave(box); };
  comeBack(box, data);
  return box;
}

const stateOf = (box, doc) => EditorState.create({ doc, plugins: plugins(box) });

// What a button, the clipboard or a rule does is a step of its own to undo; typing after it is another.
function dispatch(box, change) {
  const isStep = change.getMeta("uiEvent") === "paste" || change.getMeta("uiEvent") === "drop" || change.getMeta("step");
  if (change.docChanged && (isStep || box.isAfterStep)) closeHistory(change);
  if (change.docChanged) box.isAfterStep = Boolean(isStep);
  box.view.updateState(box.view.state.apply(change));
  if (change.docChanged) changed(box);
  box.showState?.();
  if (change.selectionSet || change.docChanged) showBubble(box);
}

function follow(box, data) {
  box.find("label").textContent = data.label;
  const page = box.find("page");
  page.setAttribute("aria-label", data.label);
  box.source.setAttribute("aria-label", `${data.label}, Markdown source`);
  box.find("tools").setAttribute("aria-label", `${data.label}: formatting`);
  box.find("table-tools").setAttribute("aria-label", `${data.label}: table`);
  box.find("box").style.setProperty("--rt-height", `${data.height}px`);
  if (data.edition !== box.edition) take(box, data);
  box.received = data.received;
  if (JSON.stringify(data.problems) !== JSON.stringify(box.problems)) {
    box.problems = data.problems;
    box.view.updateState(box.view.state);
  }
  takePicture(box, data.picture);
}

// The text goes first, so that the page has what the picture is put into.
function askForPicture(box) {
  if (box.push()) setTimeout(box.sendWanted);
  else box.sendWanted();
}

// After the server was away a new session knows nothing of what was typed here: tell it.
function take(box, data) {
  const isSame = Boolean(box.edition) && current(box) === data.text;
  const isMine = data.isFirst && box.edition && box.isTyped && !isSame;
  box.edition = data.edition;
  box.number = box.received = data.received;
  if (isSame) return goOn(box, data.text);
  if (isMine) {
    box.text = null;
    box.isDirty = true;
    return push(box);
  }
  load(box, data.text);
  box.said.textContent = "";
}

// The place in the text, the way back and a space just typed stay as they are.
function goOn(box, text) {
  box.text = text;
  box.isDirty = box.isTyped = false;
}

function load(box, text) {
  box.loaded = read(text);
  box.text = text;
  box.isDirty = box.isTyped = box.isAfterStep = false;
  box.view.updateState(stateOf(box, box.loaded.doc));
  hideSource(box);
}

// The page now shows what was written as Markdown; the way back stays open.
function rewritten(box, loaded) {
  const { view } = box;
  box.loaded = loaded;
  view.dispatch(view.state.tr.replaceWith(0, view.state.doc.content.size, loaded.doc.content).setMeta("step", true));
}

const current = (box) => cleared(box.isSource ? box.source.value : written(box.view.state.doc, box.loaded));
const cleared = (text) => text.normalize("NFC").toWellFormed().replaceAll("\0", "");

function push(box) {
  clearTimeout(box.timer);
  if (!box.isDirty) return false;
  box.isDirty = false;
  const as = box.isSource ? box.source.value : written(box.view.state.doc, box.loaded);
  const text = cleared(as);
  if (as === box.text || text === box.text) return false;
  box.text = text;
  box.number += 1;
  box.sendState({ markdown: text, edition: box.edition, number: box.number, at: box.typedAt ?? 0 });
  return true;
}

// Whoever keeps drafts hears of it at once, and asks for the text when it wants it.
function changed(box) {
  box.isDirty = box.isTyped = true;
  box.typedAt = Date.now();
  clearTimeout(box.timer);
  box.timer = setTimeout(() => pushWhenFree(box), PAUSE);
  const detail = { key: box.key, at: box.typedAt, read: () => current(box) };
  window.dispatchEvent(new CustomEvent("copydesk:typed", { detail }));
}

// A rerun between a button's press and its release could move the button away.
function pushWhenFree(box) {
  if (box.isPressed || box.view.composing) box.timer = setTimeout(() => pushWhenFree(box), 200);
  else push(box);
}

function leave(box) {
  const { edition, isDirty, isTyped, loaded, key } = box;
  push(box);
  leftBehind.set(key, { edition, isDirty, isTyped, loaded, doc: box.view.state.doc, text: box.text, number: box.number, at: Date.now() });
  box.view.destroy();
}

function comeBack(box, data) {
  const left = leftBehind.get(data.key);
  leftBehind.delete(data.key);
  if (!left || left.edition !== data.edition || left.number <= data.received || Date.now() - left.at > 5000) return;
  const { edition, isTyped, loaded, text, number } = left;
  Object.assign(box, { edition, isTyped, loaded, text, number });
  box.view.updateState(stateOf(box, left.doc));
  hideSource(box);
}

export { read, written };
