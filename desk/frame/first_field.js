// Puts the cursor into the first field of a form when it comes, unless somebody is elsewhere, or
// was at work when it came: what they were typing does not belong here.
const WAIT = 10_000;
const JUST_COME = 60_000;
const FIELDS = "input, [role=spinbutton]"; // a day is typed part by part
const STAYS = 30; // frames

export default function ({ data, parentElement }) {
  if (data.of_dialog) return openedWith(data.box, parentElement);
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

// A dialog takes the cursor for itself while it opens: it is asked for until it stays there, or
// until somebody has touched a key or the mouse.
const opened = new WeakSet();

function openedWith(box, place) {
  if (opened.has(place)) return;
  opened.add(place);
  const stop = new AbortController();
  for (const touch of ["keydown", "pointerdown"]) {
    window.addEventListener(touch, () => stop.abort(), { capture: true, signal: stop.signal });
  }
  const until = performance.now() + WAIT;
  let stayed = 0;
  const ask = () => {
    const field = document.querySelector(`${box} :is(${FIELDS})`);
    const isThere = field !== null && field === document.activeElement;
    if (!isThere) field?.focus();
    stayed = isThere ? stayed + 1 : 0;
    if (stayed === STAYS || performance.now() > until) stop.abort();
    if (!stop.signal.aborted) requestAnimationFrame(ask);
  };
  ask();
}
