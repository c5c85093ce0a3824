// A box for plain words with a button of its own: leaving it asks nothing of the desk, so that
// whatever is clicked next is still where it was.
const ptBoxes = new WeakMap();
const PT_MOST = 6;
const PT_ASKED = /(^|[^\w@.])@([\w.+-]*)$/;
let ptCount = 0;

window.addEventListener("copydesk:line", ({ detail }) => {
  document.querySelectorAll(".pt > button").forEach((button) => { button.disabled = detail.isAway; });
});

export default function ({ data, parentElement, setTriggerValue }) {
  const box = ptBoxes.get(parentElement) ?? ptBuild(parentElement);
  box.send = setTriggerValue;
  box.names = data.names;
  box.label.textContent = data.label;
  box.button.textContent = data.button;
  Object.assign(box.field, { placeholder: data.placeholder, maxLength: data.longest });
  box.button.disabled = false;
  if (box.turn !== data.turn) {
    box.turn = data.turn;
    box.field.value = data.text;
  }
  if (data.cursor && !box.hadCursor) {
    box.field.focus();
    box.field.scrollIntoView({ block: "nearest" });
  }
  box.hadCursor = data.cursor;
}

function ptBuild(root) {
  const find = (part) => root.querySelector(part);
  const box = { field: find("textarea"), label: find(".pt-label"), button: find(".pt > button"), list: find(".pt-names"), offered: [] };
  ptBoxes.set(root, box);
  box.list.id = `pt-names-${(ptCount += 1)}`;
  box.field.setAttribute("aria-autocomplete", "list");
  box.button.addEventListener("click", () => ptSave(box));
  box.field.addEventListener("input", () => ptOffer(box));
  box.field.addEventListener("click", () => ptOffer(box));
  box.field.addEventListener("blur", () => ptShow(box, []));
  box.field.addEventListener("keydown", (event) => {
    if (event.isComposing || ptChoose(box, event)) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      box.field.blur();
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) ptSave(box);
  });
  return box;
}

// Who is meant by what stands between the @ and the cursor: by either name, the short one first.
function ptOffer(box) {
  const asked = PT_ASKED.exec(box.field.value.slice(0, box.field.selectionEnd));
  const wanted = asked?.[2].toLowerCase();
  const rank = ([short, whole]) => (short.toLowerCase().startsWith(wanted) ? 0
    : whole.toLowerCase().split(/\s+/).some((part) => part.startsWith(wanted)) ? 1 : 2);
  const found = asked ? box.names.filter((name) => rank(name) < 2).sort((a, b) => rank(a) - rank(b)) : [];
  ptShow(box, found.slice(0, PT_MOST));
}

function ptShow(box, offered) {
  Object.assign(box, { offered, at: 0 });
  box.list.hidden = !offered.length;
  box.list.replaceChildren(...offered.map((name, place) => ptOption(box, name, place)));
  if (offered.length) box.field.setAttribute("aria-controls", box.list.id);
  else box.field.removeAttribute("aria-controls");
  ptMark(box);
}

function ptOption(box, [short, whole], place) {
  const option = document.createElement("div");
  Object.assign(option, { id: `${box.list.id}-${place}`, role: "option" });
  option.append(Object.assign(document.createElement("strong"), { textContent: `@${short}` }), ` ${whole}`);
  option.addEventListener("mousedown", (event) => { event.preventDefault(); ptTake(box, place); });
  return option;
}

function ptMark(box) {
  [...box.list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === box.at)));
  if (box.offered.length) box.field.setAttribute("aria-activedescendant", `${box.list.id}-${box.at}`);
  else box.field.removeAttribute("aria-activedescendant");
}

// True when the key was for the list.
function ptChoose(box, event) {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  const step = { ArrowDown: 1, ArrowUp: -1 }[key];
  const takes = key === "Enter" || key === "Tab";
  if (!box.offered.length || ctrlKey || metaKey || altKey || shiftKey || !(step || takes || key === "Escape")) return false;
  event.preventDefault();
  event.stopPropagation();
  if (takes) ptTake(box, box.at);
  else if (step) box.at = (box.at + step + box.offered.length) % box.offered.length;
  else ptShow(box, []);
  ptMark(box);
  return true;
}

// Whoever keeps drafts hears of it as of a key.
function ptTake(box, place) {
  const { field, offered } = box;
  const end = field.selectionEnd;
  const typed = PT_ASKED.exec(field.value.slice(0, end));
  if (!typed) return;
  field.setRangeText(`@${offered[place][0]} `, end - typed[2].length - 1, end, "end");
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  ptShow(box, []);
}

function ptSave(box) {
  if (window.copydeskIsAway?.()) return;
  box.button.disabled = true; // until the desk has answered: twice would be two
  setTimeout(() => { box.button.disabled = false; }, 5000);
  box.send("saved", { text: box.field.value });
}
