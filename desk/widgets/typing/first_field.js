// Puts the cursor into the first field of a form when it comes, unless somebody is elsewhere, or
// was at work when it came: what they were typing does not belong here.
const JUST_COME = 60_000;

export default function ({ data }) {
  if (performance.now() > JUST_COME || !focused(data.box)) return;
  // Streamlit may draw a field anew: then it has the cursor again, until somebody is elsewhere, or on
  // their way: between two fields the cursor is nowhere.
  const changes = new MutationObserver(() => focused(data.box) || stop());
  const stop = () => {
    clearTimeout(tired);
    changes.disconnect();
    removeEventListener("pointerdown", stop, true);
    removeEventListener("focusout", onLeaving, true);
  };
  const onLeaving = ({ relatedTarget }) => relatedTarget && stop();
  const tired = setTimeout(stop, JUST_COME);
  addEventListener("pointerdown", stop, true);
  addEventListener("focusout", onLeaving, true);
  changes.observe(document.body, { childList: true, subtree: true });
  return stop;
}

// Whether the cursor is, or may come, into the field: nothing else has it.
function focused(box) {
  const field = document.querySelector(`${box} input`);
  if (field && nobodyHasIt()) field.focus();
  return nobodyHasIt() || document.activeElement === field;
}

function nobodyHasIt() {
  return [document.body, null].includes(document.activeElement);
}
