// The page as readers would see it, kept up to date without losing one's place in it.
const lpViews = new WeakMap();
const LP_PATIENCE = 500;
const lpWhenIdle = window.requestIdleCallback ?? ((act) => setTimeout(act, LP_PATIENCE / 5));

export default function ({ data, parentElement, setTriggerValue }) {
  const view = lpViews.get(parentElement) ?? lpBuild(parentElement);
  view.send = (section) => setTriggerValue("opened", section);
  const was = view.data ?? {};
  view.data = data;
  view.frame.title = data.label;
  lpFit(view);
  if (data.address !== was.address) lpOpen(view);
  else if (data.mark !== was.mark) lpRefresh(view);
  if (data.section !== was.section || data.width !== was.width) lpShow(view);
  return () => parentElement.isConnected || view.leave(); // an overtaken draw is let go of too
}

function lpBuild(root) {
  const view = { box: root.querySelector(".lp-box"), frame: root.querySelector("iframe"), said: root.querySelector(".lp-said"), turn: 0 };
  lpViews.set(root, view);
  const watch = new ResizeObserver(() => lpFit(view));
  watch.observe(view.box);
  view.frame.addEventListener("load", () => lpLoaded(view));
  view.leave = () => watch.disconnect();
  return view;
}

// A wide page in a narrow panel is drawn smaller, never laid out otherwise.
function lpFit({ box, frame, data }) {
  const scale = Math.min(1, box.clientWidth / data.width) || 1;
  frame.style.width = `${data.width}px`;
  frame.style.height = `${box.clientHeight / scale}px`;
  frame.style.transform = `scale(${scale})`;
  frame.style.marginLeft = `${Math.max(0, (box.clientWidth - data.width * scale) / 2)}px`;
}

// What is written comes first: the page is laid out where the browser has nothing else to draw.
function lpOpen(view) {
  view.turn += 1;
  lpWhenIdle(() => { view.frame.src = view.data.address; }, { timeout: LP_PATIENCE });
}

function lpLoaded(view) {
  const { contentDocument: page } = view.frame;
  if (!page?.body) return;
  page.addEventListener("click", (event) => lpClicked(view, event), true);
  page.addEventListener("submit", (event) => event.preventDefault(), true);
  lpShow(view, "instant");
}

// Links lead nowhere from here; a click in a section opens it for writing.
function lpClicked(view, event) {
  const link = event.target.closest("a");
  if (link && !link.getAttribute("href").startsWith("#")) event.preventDefault();
  const place = event.target.closest("[data-section]");
  if (place && !link && place.dataset.section !== view.data.section) view.send(place.dataset.section);
}

function lpShow({ frame, data }, how = "smooth") {
  const place = frame.contentDocument?.querySelector(`[data-section="${CSS.escape(data.section)}"]`);
  if (!place) return;
  const top = place.getBoundingClientRect().top + frame.contentWindow.scrollY - 16;
  const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "instant" : how;
  frame.contentWindow.scrollTo({ top, behavior });
}

// Only the newest answer counts: typing goes on while one is under way.
async function lpRefresh(view) {
  const turn = (view.turn += 1);
  try {
    const answer = await fetch(view.data.address, { credentials: "same-origin" });
    if (turn !== view.turn) return;
    if (!answer.ok) throw new Error(answer.status);
    const made = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (turn !== view.turn) return;
    lpAgree(view.frame.contentDocument.body, made.body);
    view.said.textContent = "";
  } catch {
    view.said.textContent = "This preview may be out of date: the desk did not answer.";
  }
}

// What did not change stays the same element, so that nothing jumps, flickers or folds.
function lpAgree(old, made) {
  const now = [...old.childNodes];
  const next = [...made.childNodes];
  next.forEach((node, index) => {
    const there = now[index];
    if (!there) old.append(old.ownerDocument.importNode(node, true));
    else if (there.isEqualNode(node)) return;
    else if (lpIsAlike(there, node)) lpAgree(there, node);
    else there.replaceWith(old.ownerDocument.importNode(node, true));
  });
  now.slice(next.length).forEach((node) => node.remove());
}

const lpIsAlike = (one, other) => one.nodeType === 1 && one.cloneNode().isEqualNode(other.cloneNode());
