// Tells when nobody is in the boxes, so that a newer text may take their place.
const LOOK_EVERY = 500;
const AT_REST = 1500; // since the last key or click on the page
const LONGEST = 10_000; // that the boxes wait for the new text
const nwWatches = new WeakMap();
let nwTouched = 0;

export default function ({ data, parentElement, setTriggerValue }) {
  const watch = nwWatches.get(parentElement) ?? nwBuild(parentElement);
  watch.tell = (number) => setTriggerValue("idle", number);
  if (watch.number !== data.number) nwRelease(watch);
  Object.assign(watch, data);
  return () => { if (!parentElement.isConnected) watch.leave(); };
}

function nwBuild(root) {
  const watch = { number: 0, asked: 0 };
  const timer = setInterval(() => nwLook(watch), LOOK_EVERY);
  watch.leave = () => { clearInterval(timer); nwRelease(watch); nwWatches.delete(root); };
  nwWatches.set(root, watch);
  return watch;
}

// Asked once for each text. Until it is there the boxes take no key: none is written into the old one.
function nwLook(watch) {
  const boxes = document.querySelector(`.st-key-${watch.boxes}`);
  if (!watch.number || watch.asked === watch.number || !boxes) return;
  if (boxes.contains(document.activeElement) || Date.now() - nwTouched < AT_REST) return;
  watch.asked = watch.number;
  watch.held = boxes;
  boxes.inert = true;
  watch.waiting = setTimeout(() => nwRelease(watch), LONGEST);
  watch.tell(watch.number);
}

function nwRelease(watch) {
  clearTimeout(watch.waiting);
  if (watch.held) watch.held.inert = false;
  watch.held = null;
  watch.asked = 0;
}

for (const kind of ["keydown", "pointerdown"]) window.addEventListener(kind, () => { nwTouched = Date.now(); }, true);
