// The small form for a link's address: typed, or chosen from the clinic's own articles.
import { TextSelection } from "prosemirror-state";
import { typedAddress } from "./text/addresses.js";
import { schema } from "./text/schema.js";

const { link: linkMark } = schema.marks;
let articles = null; // asked for once, when the first link is made

export function linkForm(box) {
  const form = box.find("link");
  const field = form.querySelector("input");
  const problem = box.find("link-problem");
  const close = () => {
    form.hidden = problem.hidden = true;
    box.view.focus();
  };
  box.openLink = () => {
    const here = linkAround(box.view.state);
    field.value = here?.mark.attrs.href ?? "";
    form.querySelector(".rt-unlink").hidden = !here;
    form.hidden = false;
    field.focus();
    field.select();
    offerArticles(form.querySelector("datalist"), field, `${box.key}-articles`);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const address = typedAddress(field.value.trim());
    problem.hidden = address !== null;
    problem.textContent = "Use a web address, a page of this site (/book), mailto: or tel:.";
    if (address === null) return;
    close();
    setLink(box.view, address);
  });
  form.querySelector(".rt-unlink").addEventListener("click", () => { close(); setLink(box.view, ""); });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  });
}

async function offerArticles(list, field, id) {
  articles ??= fetch("/api/articles", { credentials: "same-origin" })
    .then((answer) => (answer.ok ? answer.json() : { articles: [] }))
    .then((told) => told.articles ?? [])
    .catch(() => []);
  const found = await articles;
  if (!found.length) articles = null;
  list.id = id;
  field.setAttribute("list", id);
  list.replaceChildren(...found.map(({ slug, title }) => {
    const option = document.createElement("option");
    return Object.assign(option, { value: `/articles/${slug}`, label: title, textContent: title });
  }));
}

// The whole link that the caret or the beginning of the selection stands in.
function linkAround({ doc, selection: { $from, from, to } }) {
  const mark = linkMark.isInSet($from.marks()) ?? linkMark.isInSet($from.nodeAfter?.marks ?? []) ?? null;
  if (!mark) return null;
  const range = { mark, from: null, to: null };
  doc.nodesBetween($from.start(), $from.end(), (node, pos) => {
    if (!node.isInline || !mark.isInSet(node.marks)) return;
    if (range.to !== pos && range.to !== null && range.to < from) range.from = null;
    range.from ??= pos;
    if (range.to === null || range.to === pos || range.to < from) range.to = pos + node.nodeSize;
  });
  return { ...range, to: Math.max(range.to, Math.min(to, range.to)) };
}

function setLink(view, address) {
  const { state } = view;
  const { from, to, empty } = state.selection;
  const here = linkAround(state);
  const change = state.tr.setMeta("step", true);
  if (here) change.removeMark(here.from, here.to, here.mark);
  if (address) {
    const mark = linkMark.create({ href: address, title: here?.mark.attrs.title ?? "" });
    if (here) change.addMark(here.from, here.to, mark);
    else if (!empty) change.addMark(from, to, mark);
    else change.insert(from, schema.text(address.replace(/^(mailto|tel):/, ""), [mark]));
    if (empty && !here) change.setSelection(TextSelection.create(change.doc, change.mapping.map(from)));
  }
  if (change.docChanged) view.dispatch(change);
}
