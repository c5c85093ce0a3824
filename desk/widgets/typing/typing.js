// What is typed is at most a second behind the keys on the server, and never further than in this tab.
const SEND_AFTER = 900;
const COPY_AFTER = 200;
const AGAIN_AFTER = 1500;
const FIRST_WITHIN = 10_000;
const LONGEST_HOLD = 10_000;
const DRAWN_WITHIN = 1500;
const STAYS = 10_000; // known of a text whose page went before its last letters were kept
const MOST_AT_THE_END = 60_000; // letters that a browser still sends for a page that is going
const WORDS = {
  kept: "What you typed is kept.",
  away: "Not connected. What you typed stays in this tab, and is kept as soon as the desk answers.",
  ended: "You were signed out. What you typed stays in this tab: sign in here again and it is back.",
  another: "Somebody else signed in here. What you typed stays in this tab for you alone.",
  refused: "What you typed could not be kept: copy it before you close this tab.",
};
const SAID_OF = { 401: "ended", 403: "another", 409: "kept" };
const REFUSED = new Set([404, 410, 413, 422]);

const watches = new Map(); // by what is written: it outlives the page's elements until it is kept

export default function ({ data, parentElement, setTriggerValue }) {
  const watch = watches.get(nameOf(data)) ?? begin(data);
  watch.line = parentElement.querySelector(".typing-said");
  watch.found = (how) => setTriggerValue("found", how);
  follow(watch, data);
  watch.isDrawn = true;
  takeFirstKeys(watch);
  say(watch, watch.state);
  return () => leave(watch);
}

const nameOf = ({ person, kind, of }) => `copydesk:typing:${person}:${kind}:${of}`;

function begin(data) {
  const watch = { ...data, name: nameOf(data), values: {}, at: 0, keptAt: 0, copiedAt: 0, state: "", isSending: false, isNew: true };
  watches.set(watch.name, watch);
  return watch;
}

// Another mark is another page over the same text: what this tab has not seen kept goes there.
function follow(watch, data) {
  clearTimeout(watch.staying);
  watch.boxes = data.boxes;
  markBoxes(watch);
  if (watch.isNew) {
    watch.isNew = false;
    if (data.is_anew) drop(watch);
    else takeCopy(watch);
    return;
  }
  const isOther = watch.mark !== data.mark;
  if (isOther || watch.turn !== data.turn) release(watch);
  watch.turn = data.turn;
  if (!watch.isDrawn && !data.mark) return catchUp(watch);
  if (!isOther && data.based_on === watch.based_on) return newer(watch, data.known);
  watch.mark = data.mark;
  if (isOther && !data.is_anew && watch.at > watch.keptAt) {
    watch.how = "live";
    schedule(watch, 0);
    return;
  }
  Object.assign(watch, { based_on: data.based_on, known: data.known });
  if (isOther) forget(watch, data.known && !data.is_anew ? watch.state : "");
  else say(watch, "");
}

// A run kept it too, what is chosen with what is typed: the next text goes on from that.
function newer(watch, known) {
  if (known && known > (watch.known ?? "")) watch.known = known;
}

// The box asks before it lets a page go only where nobody keeps what is in it.
function markBoxes(watch) {
  placesOf(watch).forEach((place) => { place.dataset.isKept = ""; });
}

const placesOf = (watch) => Object.values(watch.boxes)
  .flatMap((key) => [...document.querySelectorAll(`.st-key-${CSS.escape(key)}`)]);

// A page that the line came back to begins with what was kept, and may say so on.
function forget(watch, state) {
  watch.values = {};
  watch.keptAt = watch.at;
  drop(watch);
  say(watch, state);
}

// What an earlier page of this tab could not see kept, of the same person alone. The boxes still
// hold an older text: until the page begins with this one they take no key, which would undo it.
function takeCopy(watch) {
  const copy = stored(watch.name);
  if (!copy) return;
  hold(watch);
  Object.assign(watch, { values: copy.fields, at: copy.at, keptAt: 0, known: copy.known, based_on: copy.based_on, how: "copy" });
  schedule(watch, 0);
}

// These boxes were drawn anew, perhaps from before its last letters were kept. Into a box of ours they
// go at once, before anybody types on; the desk draws its own boxes once more.
function catchUp(watch) {
  const isUnseen = watch.at > watch.keptAt;
  if (!putBack(watch)) {
    hold(watch);
    watch.how = "copy";
    if (!isUnseen) tellFound(watch);
  }
  if (isUnseen) schedule(watch, 0);
}

function putBack(watch) {
  const texts = Object.entries(resolved(watch)).map(([field, text]) => [ourBox(watch, field), text]);
  watch.isPutBack = texts.every(([box]) => box);
  if (watch.isPutBack) texts.forEach(([box, text]) => { box.value = text; });
  return watch.isPutBack;
}

const ourBox = (watch, field) => document.querySelector(`.st-key-${CSS.escape(watch.boxes[field])} .pt textarea`);

// What came after it had been saved is no text any more.
function takeAway(watch, sent) {
  for (const [field, text] of Object.entries(sent.fields)) {
    const box = ourBox(watch, field);
    if (box?.value === text) box.value = "";
  }
}

function tellFound(watch) {
  watch.found(watch.how);
  watch.how = null;
  setTimeout(() => release(watch), DRAWN_WITHIN);
}

function hold(watch) {
  watch.held = placesOf(watch);
  watch.held.forEach((place) => { place.inert = true; });
  watch.holding = setTimeout(() => release(watch), LONGEST_HOLD);
}

function release(watch) {
  clearTimeout(watch.holding);
  watch.held?.forEach((place) => { place.inert = false; });
  watch.held = null;
}

// What was typed while nobody watched: between the moment a box was drawn and this one.
function takeFirstKeys(watch) {
  const { boxes, texts } = window.copydeskFirstKeys;
  const isFresh = (at) => !watch.held && Date.now() - at < FIRST_WITHIN;
  for (const [field, key] of Object.entries(watch.boxes)) {
    const box = document.querySelector(`.st-key-${CSS.escape(key)} :is(input, textarea)`);
    const text = texts.get(key);
    if (isFresh(text?.at)) typed(watch, field, text.read, text.at);
    else if (isFresh(boxes.get(box))) typed(watch, field, box.value, boxes.get(box));
    heard(box, key);
  }
}

function heard(box, key) {
  window.copydeskFirstKeys.boxes.delete(box);
  window.copydeskFirstKeys.texts.delete(key);
}

function typed(watch, field, value, at) {
  watch.values = { ...watch.values, [field]: value };
  watch.at = Math.max(at, watch.at + 1);
  watch.copying ??= setTimeout(() => copy(watch), COPY_AFTER);
  schedule(watch, SEND_AFTER);
}

function schedule(watch, after) {
  if (watch.timer && after) return;
  clearTimeout(watch.timer);
  watch.timer = setTimeout(() => { watch.timer = null; send(watch); }, after);
}

const resolved = (watch) => Object.fromEntries(Object.entries(watch.values)
  .map(([field, value]) => [field, typeof value === "function" ? value() : value]));
const plain = (text) => text.normalize("NFC").toWellFormed().replaceAll("\0", "");

function body(watch) {
  const fields = Object.fromEntries(Object.entries(resolved(watch)).map(([field, text]) => [field, plain(text)]));
  const { person, mark, based_on, known, at } = watch;
  return { person, mark, based_on, known: known ?? null, at, fields };
}

function copy(watch) {
  clearTimeout(watch.copying);
  watch.copying = null;
  if (watch.at <= watch.keptAt || watch.copiedAt === watch.at) return;
  try {
    sessionStorage.setItem(watch.name, JSON.stringify(body(watch)));
    watch.copiedAt = watch.at;
  } catch {
    watch.hasNoCopy = true;
  }
}

function stored(name) {
  try {
    return JSON.parse(sessionStorage.getItem(name));
  } catch {
    return null;
  }
}

function drop(watch) {
  clearTimeout(watch.copying);
  watch.copying = null;
  sessionStorage.removeItem(watch.name);
}

async function send(watch, isLast = false) {
  if (watch.at <= watch.keptAt) return;
  if (watch.isSending && !isLast) return void (watch.isWaiting = true);
  const sent = body(watch);
  const said = JSON.stringify(sent);
  watch.isSending = true;
  try {
    const answer = await fetch(`/desk/typing/${watch.kind}/${watch.of}`, {
      method: "POST", body: said, headers: { "Content-Type": "application/json" },
      credentials: "same-origin", keepalive: isLast && said.length < MOST_AT_THE_END, signal: AbortSignal.timeout(10_000),
    });
    if (answer.ok) kept(watch, sent, (await answer.json()).kept_at);
    else refused(watch, answer.status);
  } catch {
    refused(watch, 0);
  }
  watch.isSending = false;
  if (watch.isWaiting) {
    watch.isWaiting = false;
    schedule(watch, 1);
  }
}

function kept(watch, sent, at) {
  if (sent.mark !== watch.mark) return schedule(watch, 1);
  watch.known = at;
  watch.keptAt = Math.max(watch.keptAt, sent.at);
  if (watch.at <= watch.keptAt) drop(watch);
  say(watch, at ? "kept" : "");
  if (!at && watch.isPutBack) takeAway(watch, sent);
  if (watch.how && watch.isDrawn) tellFound(watch);
  if (!watch.isDrawn && watch.at <= watch.keptAt) forgetIn(watch, at ? STAYS : 0);
}

// Unless it is drawn again before.
function forgetIn(watch, time) {
  clearTimeout(watch.staying);
  watch.staying = setTimeout(() => watches.delete(watch.name), time);
}

// It stays in this tab and is tried again; only a text that can never be kept is not.
function refused(watch, status) {
  copy(watch);
  if (REFUSED.has(status)) release(watch);
  if (status === 409) watch.known = null;
  say(watch, REFUSED.has(status) ? "refused" : SAID_OF[status] ?? "away");
  if (!REFUSED.has(status)) schedule(watch, AGAIN_AFTER);
}

function say(watch, state) {
  watch.state = state;
  const words = WORDS[state] ?? "";
  if (watch.line && watch.line.textContent !== words) watch.line.textContent = words;
  if (watch.line) watch.line.dataset.state = state;
}

function leave(watch) {
  watch.isDrawn = false;
  watch.line = null;
  if (watch.at > watch.keptAt) {
    copy(watch);
    send(watch);
  } else watches.delete(watch.name);
}

function boxOf(watch, key) {
  return Object.entries(watch.boxes).find(([, box]) => box === key)?.[0];
}

// The rich text tells of itself; of the desk's other boxes every key is heard here.
window.addEventListener("copydesk:typed", ({ detail }) => {
  for (const watch of watches.values()) {
    const field = watch.isDrawn && boxOf(watch, detail.key);
    if (field) typed(watch, field, detail.read, detail.at);
    if (field) heard(null, detail.key);
  }
});
window.addEventListener("input", ({ target }) => {
  if (!target.matches?.("input, textarea")) return;
  for (const watch of watches.values()) {
    const field = watch.isDrawn && Object.keys(watch.boxes)
      .find((name) => target.closest(`.st-key-${CSS.escape(watch.boxes[name])}`) && !target.closest(".rt"));
    if (field) typed(watch, field, target.value, Date.now());
    if (field) heard(target);
  }
}, true);
const rescue = () => {
  for (const watch of watches.values()) {
    copy(watch);
    send(watch, true);
  }
};
window.addEventListener("pagehide", rescue);
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") rescue(); });
window.addEventListener("beforeunload", (event) => {
  const isLost = ({ at, keptAt, state, hasNoCopy }) => at > keptAt && (hasNoCopy || !/^(kept)?$/.test(state));
  if ([...watches.values()].some(isLost)) event.preventDefault();
});
