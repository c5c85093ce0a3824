// A picture between the words: chosen on the page around the box, described and removed here.
import { NodeSelection, Selection } from "prosemirror-state";
import { schema } from "./text/schema.js";

const { image, paragraph } = schema.nodes;
const put = new Set(); // a page drawn anew tells of it once more

export const chosenPicture = ({ selection }) => (selection instanceof NodeSelection && selection.node.type === image ? selection : null);

export function pictureForm(box) {
  const form = box.find("picture");
  const field = form.querySelector("input");
  const close = () => {
    form.hidden = true;
    box.view.focus();
  };
  box.openPicture = () => {
    const here = chosenPicture(box.view.state);
    if (!here) return box.askForPicture();
    field.value = here.node.attrs.alt;
    form.hidden = false;
    return field.focus();
  };
  const change = (make) => {
    const here = chosenPicture(box.view.state);
    close();
    if (here) box.view.dispatch(make(box.view.state.tr, here).setMeta("step", true));
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const alt = field.value.trim();
    change((tr, { node, from }) => tr.setNodeAttribute(from, "alt", alt).setSelection(NodeSelection.create(tr.doc, from)));
  });
  form.querySelector(".rt-unpicture").addEventListener("click", () => change((tr) => tr.deleteSelection()));
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  });
}

// Below the paragraph of the caret, or where nothing else fits, such as a cell, at the caret.
export function takePicture(box, told) {
  if (!told || put.has(told.id) || box.isSource) return;
  put.add(told.id);
  const { state } = box.view;
  const node = image.create({ src: told.address, alt: told.alt });
  const { $to } = box.isEntered ? state.selection : Selection.atEnd(state.doc);
  const isInline = $to.parent.inlineContent && !$to.parent.type.spec.code;
  const [around, at] = $to.depth ? [$to.node(-1), $to.after()] : [$to.parent, $to.pos];
  const index = $to.depth ? $to.indexAfter(-1) : $to.index();
  const isEmpty = isInline && $to.parent.type === paragraph && !$to.parent.content.size;
  const below = paragraph.create(null, node);
  const tr = !isEmpty && around.canReplaceWith(index, index, paragraph) ? state.tr.insert(at, below) : state.tr.insert($to.pos, node);
  box.view.dispatch(tr.setMeta("step", true).scrollIntoView());
  box.push();
}
