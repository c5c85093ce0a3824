// The toolbars: one stop for the Tab key, arrows inside, each button saying whether it is on.
import { isInTable } from "prosemirror-tables";
import { around, hasMark, run } from "./commands.js";
import { offerTools } from "./selected.js";
import { chosenPicture } from "./picture.js";
import { schema } from "./text/schema.js";
import { counted, spokenCount } from "./text/words.js";

const { nodes, marks } = schema;
const COUNT_AFTER = 200;
const isMark = (type) => (state) => hasMark(state, type);
const isIn = (type, attrs = {}) => (state) => {
  const node = around(state, type)?.node;
  return Boolean(node) && Object.entries(attrs).every(([name, value]) => node.attrs[name] === value);
};
const isList = (type) => (state) => around(state, nodes.bullet_list, nodes.ordered_list)?.node.type === type;

const TOOLS = [
  ["bold", "format_bold", "Bold (Ctrl+B)", isMark(marks.strong)],
  ["italic", "format_italic", "Italic (Ctrl+I)", isMark(marks.em)],
  ["strike", "format_strikethrough", "Strikethrough", isMark(marks.strike)],
  ["sup", "superscript", "Superscript (Ctrl+.)", isMark(marks.sup)],
  ["sub", "subscript", "Subscript (Ctrl+,)", isMark(marks.sub)],
  ["link", "link", "Link (Ctrl+K)", isMark(marks.link)],
  null,
  ["h2", "format_h2", "Heading", isIn(nodes.heading, { level: 2 })],
  ["h3", "format_h3", "Subheading", isIn(nodes.heading, { level: 3 })],
  ["quote", "format_quote", "Quote", isIn(nodes.blockquote)],
  ["warning", "warning", "Warning box", isIn(nodes.callout, { kind: "warning" })],
  ["keyFacts", "fact_check", "Key facts box", isIn(nodes.callout, { kind: "key-facts" })],
  null,
  ["bullets", "format_list_bulleted", "Bulleted list", isList(nodes.bullet_list)],
  ["numbers", "format_list_numbered", "Numbered list", isList(nodes.ordered_list)],
  ["outdent", "format_indent_decrease", "Move item out (Shift+Tab)"],
  ["indent", "format_indent_increase", "Move item in (Tab)"],
  ["table", "table", "Insert table", isInTable],
  ["picture", "image", "Insert picture", (state) => Boolean(chosenPicture(state))],
  ["footnote", "asterisk", "Add footnote", isIn(nodes.footnote)],
  null,
  ["clear", "format_clear", "Clear formatting"],
  ["undo", "undo", "Undo (Ctrl+Z)"],
  ["redo", "redo", "Redo (Ctrl+Y)"],
  ["source", "markdown", "Markdown source", (_, box) => box.isSource],
];
const TABLE_TOOLS = [
  ["rowBelow", null, "Add row"],
  ["rowGone", null, "Remove row"],
  ["columnRight", null, "Add column"],
  ["columnGone", null, "Remove column"],
  ["tableGone", null, "Remove table"],
];

export function toolbars(box) {
  const bar = box.find("tools");
  const offered = offerTools(box, (more) => fill(box, bar, [...more, null]));
  const tools = [...offered, ...fill(box, bar, TOOLS.filter((tool) => tool?.[0] !== "picture" || box.takesPictures))];
  const tableTools = fill(box, box.find("table-tools"), TABLE_TOOLS);
  box.showState = () => {
    const { state } = box.view;
    for (const { button, name, isOn } of tools) {
      const isOff = box.isSource && name !== "source";
      if (button.disabled !== isOff) button.disabled = isOff;
      if (isOn) mark(button, String(Boolean(isOn(state, box))));
    }
    box.find("table-tools").hidden = box.isSource || !isInTable(state);
    count(box);
  };
  rove(tools.map((tool) => tool.button));
  rove(tableTools.map((tool) => tool.button));
}

function mark(button, isOn) {
  if (button.getAttribute("aria-pressed") !== isOn) button.setAttribute("aria-pressed", isOn);
}

// At once for a text that is new here; while somebody types, in the next pause for breath.
function count(box) {
  if (!box.isSource && box.counted === box.view.state.doc) return;
  clearTimeout(box.counting);
  if (box.isTyped && !box.isSource) box.counting = setTimeout(() => tellCount(box), COUNT_AFTER);
  else tellCount(box);
}

function tellCount(box) {
  box.counted = box.isSource ? null : box.view.state.doc;
  box.find("count").textContent = box.isSource ? spokenCount(box.source.value) : counted(box.view.state.doc);
}

function fill(box, bar, tools) {
  return tools.flatMap((tool) => {
    if (!tool) {
      bar.append(Object.assign(document.createElement("span"), { className: "rt-rule" }));
      return [];
    }
    const [name, icon, label, isOn] = tool;
    const button = made(icon, label);
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => run(box, name));
    bar.append(button);
    return [{ button, name, isOn }];
  });
}

function made(icon, label) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", tabIndex: -1 });
  if (!icon) {
    button.textContent = label;
    return button;
  }
  button.title = label;
  button.setAttribute("aria-label", label);
  const sign = Object.assign(document.createElement("span"), { className: "rt-icon", textContent: icon });
  sign.setAttribute("aria-hidden", "true");
  sign.translate = false;
  button.append(sign);
  return button;
}

function rove(buttons) {
  buttons[0].tabIndex = 0;
  buttons[0].parentElement.addEventListener("keydown", (event) => {
    const open = buttons.filter((button) => !button.disabled);
    const at = open.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: open.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    buttons.forEach((button) => { button.tabIndex = -1; });
    const next = open[(to + open.length) % open.length];
    next.tabIndex = 0;
    next.focus();
  });
}
