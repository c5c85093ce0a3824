// What the page offers to do with the words that are selected: in a bubble beside them, and in the toolbar.
import { spoken } from "./problems.js";

const AFTER = 250;
const ICONS = { comment: "add_comment", claim: "verified" };

// `offers` are names and words, in order; the page hears of the words in `picked`.
export function offerTools(box, fill) {
  const { offers = {} } = box;
  const bubble = box.find("bubble");
  if (!Object.keys(offers).length) return [];
  bubble.setAttribute("aria-label", "Selected words");
  for (const [name, words] of Object.entries(offers)) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: words, tabIndex: -1 });
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => pick(box, name));
    bubble.append(button);
  }
  return fill(Object.entries(offers).map(([name, words]) => [name, ICONS[name], `${words}: the selected words`]));
}

export const isOffered = (box, name) => Object.hasOwn(box.offers ?? {}, name);

// The text goes first, so that what it is about is what the page has.
export function pick(box, name) {
  const blocks = blocksIn(box.view.state);
  const quote = blocks.map(({ text, start, end }) => text.slice(start, end)).join(" ").trim();
  box.find("bubble").hidden = true;
  box.said.textContent = quote ? "" : "Select the words first.";
  if (!quote) return box.view.focus();
  const send = () => box.sendPicked({ name, quote, blocks });
  if (box.push()) setTimeout(send);
  else send();
  return true;
}

// While a mouse is still selecting, nothing gets in its way.
export function showBubble(box) {
  const bubble = box.find("bubble");
  clearTimeout(box.bubbling);
  bubble.hidden = true;
  if (!bubble.childElementCount || box.isSource || box.view.state.selection.empty) return;
  box.bubbling = setTimeout(() => {
    if (box.isPressed) return showBubble(box);
    if (!box.view.hasFocus() || !blocksIn(box.view.state).length) return undefined;
    bubble.hidden = false;
    return place(box, bubble);
  }, AFTER);
}

function place(box, bubble) {
  const { from, to } = box.view.state.selection;
  const [first, last] = [box.view.coordsAtPos(from), box.view.coordsAtPos(to, -1)];
  const around = box.find("box").getBoundingClientRect();
  const [lowest, highest] = [box.find("bars").getBoundingClientRect().bottom, around.bottom];
  const { offsetWidth: width, offsetHeight: height } = bubble;
  const isRoomBelow = last.bottom + 6 + height < highest;
  const top = isRoomBelow ? last.bottom + 6 : Math.max(lowest + 4, first.top - height - 6);
  const left = Math.min(Math.max(8, first.left - around.left), Math.max(8, around.width - width - 8));
  Object.assign(bubble.style, { top: `${top - around.top}px`, left: `${left}px` });
}

// The words of each paragraph that is touched, and from where to where they are selected.
function blocksIn({ doc, selection: { from, to } }) {
  const found = [];
  doc.nodesBetween(from, to, (node, pos) => {
    if (!node.isTextblock) return true;
    const { text, places } = spoken(node, pos + 1);
    const start = places.findIndex((place) => place >= from);
    const end = places.findLastIndex((place) => place < to) + 1;
    if (start >= 0 && end > start) found.push({ text, start, end });
    return false;
  });
  return found;
}
