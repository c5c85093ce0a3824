// Undo and redo for everything: typing, commands, pasting and tables alike.
const RT_STEPS = 200;

function rtHistory(box) {
  let steps = [];
  let at = -1;
  let typing = { kind: null, when: 0 };
  const shot = () => ({ html: box.page.innerHTML, caret: rtCaretPath(box.page) });
  const add = () => {
    if (steps[at]?.html === box.page.innerHTML) return;
    steps = [...steps.slice(0, at + 1), shot()].slice(-RT_STEPS);
    at = steps.length - 1;
  };
  const go = (step) => {
    add();
    if (!steps[at + step]) return;
    at += step;
    typing = { kind: null, when: 0 };
    box.page.innerHTML = steps[at].html;
    rtRestoreCaret(box.page, steps[at].caret);
    rtChanged(box);
    box.showState();
  };
  box.history = {
    start: () => { steps = [shot()]; at = 0; typing = { kind: null, when: 0 }; },
    undo: () => go(-1),
    redo: () => go(1),
    around: (act) => { add(); act(); add(); typing = { kind: null, when: 0 }; },
    typed: (kind) => {
      const isSame = kind === typing.kind && Date.now() - typing.when < 1000 && at === steps.length - 1 && at > 0;
      if (isSame) steps[at] = shot();
      else add();
      typing = { kind, when: Date.now() };
    },
  };
}

// Where the caret is, as the way down from the page: the nodes themselves are replaced.
function rtCaretPath(page) {
  const { anchorNode, anchorOffset, focusNode, focusOffset } = getSelection();
  const path = (node) => {
    const way = [];
    for (let up = node; up !== page; up = up.parentNode) way.unshift([...up.parentNode.childNodes].indexOf(up));
    return way;
  };
  if (!page.contains(anchorNode) || !page.contains(focusNode)) return null;
  return [path(anchorNode), anchorOffset, path(focusNode), focusOffset];
}

function rtRestoreCaret(page, caret) {
  if (!caret) return;
  const find = (way) => way.reduce((node, index) => node?.childNodes[index], page);
  const [from, to] = [find(caret[0]), find(caret[2])];
  const within = (node, offset) => Math.min(offset, node.nodeType === 3 ? node.length : node.childNodes.length);
  if (from && to) getSelection().setBaseAndExtent(from, within(from, caret[1]), to, within(to, caret[3]));
}
