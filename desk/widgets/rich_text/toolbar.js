// The toolbars: one stop for the Tab key, arrows inside, each button saying whether it is on.
const RT_TOOLS = [
  ["bold", "format_bold", "Bold (Ctrl+B)", "b, strong"],
  ["italic", "format_italic", "Italic (Ctrl+I)", "i, em"],
  ["strike", "format_strikethrough", "Strikethrough", "s, del, strike"],
  ["link", "link", "Link (Ctrl+K)", "a"],
  null,
  ["h2", "format_h2", "Heading", "h2"],
  ["h3", "format_h3", "Subheading", "h3"],
  ["quote", "format_quote", "Quote", "blockquote"],
  null,
  ["bullets", "format_list_bulleted", "Bulleted list", "ul"],
  ["numbers", "format_list_numbered", "Numbered list", "ol"],
  ["outdent", "format_indent_decrease", "Move item out (Shift+Tab)"],
  ["indent", "format_indent_increase", "Move item in (Tab)"],
  ["table", "table", "Insert table", "table"],
  null,
  ["clear", "format_clear", "Clear formatting"],
  ["undo", "undo", "Undo (Ctrl+Z)"],
  ["redo", "redo", "Redo (Ctrl+Y)"],
  ["source", "markdown", "Markdown source", "source"],
];
const RT_TABLE_TOOLS = [
  ["rowBelow", null, "Add row"],
  ["rowGone", null, "Remove row"],
  ["columnRight", null, "Add column"],
  ["columnGone", null, "Remove column"],
  ["tableGone", null, "Remove table"],
];

function rtToolbar(box) {
  const tools = rtFill(box, box.find("tools"), RT_TOOLS);
  const tableTools = rtFill(box, box.find("table-tools"), RT_TABLE_TOOLS);
  box.showState = () => {
    tools.forEach(({ button, name, where }) => {
      const isOff = box.isSource && name !== "source";
      if (button.disabled !== isOff) button.disabled = isOff;
      if (where) button.setAttribute("aria-pressed", name === "source" ? box.isSource : rtIsOn(box, name, where));
    });
    box.find("table-tools").hidden = box.isSource || !rtAt(box, "table");
  };
  rtRove(tools.map((tool) => tool.button));
  rtRove(tableTools.map((tool) => tool.button));
}

function rtIsOn(box, name, where) {
  const list = /^(bullets|numbers)$/.test(name) ? rtAt(box, "ul, ol") : null;
  if (list) return list.matches(where);
  return Boolean(rtAt(box, where)) || (/^(bold|italic)$/.test(name) && !rtAt(box, "h2, h3, th") && rtIsHere(box) && document.queryCommandState(name));
}

const rtIsHere = (box) => box.page.contains(getSelection()?.anchorNode);

function rtFill(box, bar, tools) {
  return tools.flatMap((tool) => {
    if (!tool) {
      bar.append(Object.assign(document.createElement("span"), { className: "rt-rule" }));
      return [];
    }
    const [name, icon, label, where] = tool;
    const button = rtButton(icon, label);
    button.addEventListener("mousedown", (event) => event.preventDefault());
    button.addEventListener("click", () => rtRun(box, name));
    bar.append(button);
    return [{ button, name, where }];
  });
}

function rtButton(icon, label) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", tabIndex: -1 });
  if (!icon) {
    button.textContent = label;
    return button;
  }
  button.title = label;
  button.setAttribute("aria-label", label);
  const mark = Object.assign(document.createElement("span"), { className: "rt-icon", textContent: icon });
  mark.setAttribute("aria-hidden", "true");
  mark.translate = false;
  button.append(mark);
  return button;
}

function rtRove(buttons) {
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
