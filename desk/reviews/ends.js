// Tells which texts of a document have had their end on the screen, long enough to be seen.
const LONG_ENOUGH = 400;
const TOGETHER = 120;
const enWatches = new WeakMap();

export default function ({ data, parentElement, setStateValue }) {
  const watch = enWatches.get(parentElement) ?? enBuild(parentElement);
  watch.tell = (ends) => setStateValue("ends", ends);
  watch.top = data.top;
  enFind(watch, data.within);
  return () => parentElement.isConnected || watch.leave(); // an overtaken draw is let go of too
}

function enBuild(root) {
  const watch = { seen: new Set(), timers: new Map(), marks: new Set(), sending: 0 };
  enWatches.set(root, watch);
  const changes = new MutationObserver(() => enFind(watch, watch.within));
  watch.look = (within) => changes.observe(within, { childList: true, subtree: true });
  watch.leave = () => {
    changes.disconnect();
    watch.eyes?.disconnect();
    watch.timers.forEach(clearTimeout);
    enWatches.delete(root);
  };
  document.addEventListener("visibilitychange", () => watch.marks.forEach((mark) => enAgain(watch, mark)));
  return watch;
}

// What lies under the bar at the top is not seen.
function enFind(watch, selector) {
  watch.within = selector;
  const within = document.querySelector(selector);
  if (!within) return void setTimeout(() => document.querySelector(selector) && enFind(watch, selector), 100);
  if (watch.place !== within) watch.look((watch.place = within));
  watch.eyes ??= new IntersectionObserver((found) => found.forEach((each) => enMet(watch, each)), {
    rootMargin: `-${watch.top}px 0px 0px 0px`,
    threshold: 1,
  });
  for (const mark of within.querySelectorAll("[data-end]")) {
    if (watch.marks.has(mark)) continue;
    watch.marks.add(mark);
    watch.eyes.observe(mark);
  }
  watch.marks.forEach((mark) => mark.isConnected || (watch.eyes.unobserve(mark), watch.marks.delete(mark)));
}

function enAgain(watch, mark) {
  watch.eyes?.unobserve(mark);
  if (mark.isConnected) watch.eyes?.observe(mark);
}

function enMet(watch, { target, isIntersecting }) {
  clearTimeout(watch.timers.get(target));
  if (!isIntersecting || document.hidden) return;
  watch.timers.set(target, setTimeout(() => enSaw(watch, target), LONG_ENOUGH));
}

function enSaw(watch, mark) {
  if (!mark.isConnected || document.hidden || watch.seen.has(mark.dataset.end)) return;
  watch.seen.add(mark.dataset.end);
  clearTimeout(watch.sending);
  watch.sending = setTimeout(() => watch.tell([...watch.seen]), TOGETHER);
}
