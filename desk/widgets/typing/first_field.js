// Puts the cursor into the first field of a form when it comes, unless somebody is elsewhere, or
// was at work when it came: what they were typing does not belong here.
const WAIT = 10_000;
const JUST_COME = 60_000;

export default function ({ data }) {
  if (performance.now() > JUST_COME || focused(data.box)) return;
  const changes = new MutationObserver(() => focused(data.box) && changes.disconnect());
  changes.observe(document.body, { childList: true, subtree: true });
  const tired = setTimeout(() => changes.disconnect(), WAIT);
  return () => {
    clearTimeout(tired);
    changes.disconnect();
  };
}

// Whether there is nothing left to do: the field has the cursor, or something else has it.
function focused(box) {
  const field = document.querySelector(`${box} input`);
  const isFree = document.activeElement === document.body;
  if (field && isFree) field.focus();
  return Boolean(field) || !isFree;
}
