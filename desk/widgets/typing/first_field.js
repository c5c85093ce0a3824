// Puts the cursor into the first field of a form when it comes, unless somebody is elsewhere, or
// was at work when it came: what they were typing does not belong here.
const JUST_COME = 60_000;

export default function ({ data: { box } }) {
  if (performance.now() > JUST_COME || !focused(box)) return;
  // Streamlit may draw a field anew, or the first one last: then it has the cursor, until somebody is
  // elsewhere, or on their way: between two fields the cursor is nowhere.
  const changes = new MutationObserver(() => focused(box) || stop());
  const stop = () => {
    clearTimeout(tired);
    changes.disconnect();
    removeEventListener("pointerdown", stop, true);
    removeEventListener("focusout", onLeaving, true);
  };
  const onLeaving = ({ relatedTarget: next }) => {
    if (!next || isFirst(next, box)) return;
    put.delete(next); // from now on they are there themselves
    stop();
  };
  const tired = setTimeout(stop, JUST_COME);
  addEventListener("pointerdown", stop, true);
  addEventListener("focusout", onLeaving, true);
  changes.observe(document.body, { childList: true, subtree: true });
  return stop;
}

const put = new WeakSet(); // where the cursor came by this alone

// Whether the cursor is, or may come, into the field: nothing else has it.
function focused(box) {
  const first = document.querySelector(`${box} input`);
  const at = document.activeElement;
  if (first && (nobodyHasIt() || (put.has(at) && !at.value && !isFirst(at, box)))) {
    put.add(first);
    first.focus();
  }
  return nobodyHasIt() || isFirst(document.activeElement, box);
}

// A field that is drawn anew may stand beside the one before, which has the cursor still.
function isFirst(field, box) {
  return field === field.closest(box)?.querySelector("input");
}

function nobodyHasIt() {
  return [document.body, null].includes(document.activeElement);
}
