// The Markdown itself, for those who want it.
import { read } from "./text/reading.js";
import { written } from "./text/writing.js";

export function toggleSource(box) {
  if (!box.isSource) {
    box.source.value = box.opened = written(box.view.state.doc, box.loaded);
    showSource(box, true);
  } else {
    const typed = box.source.value;
    showSource(box, false);
    if (typed !== box.opened) box.rewritten(read(typed));
  }
}

export const hideSource = (box) => showSource(box, false);

function showSource(box, isSource) {
  box.isSource = isSource;
  box.source.hidden = !isSource;
  box.view.dom.hidden = isSource;
  box.showState?.();
}
