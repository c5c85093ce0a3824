// The point that stays in sight: clicked, moved by arrow keys, or told by two sliders.
const STEP = 5;
const places = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const place = places.get(parentElement) ?? build(parentElement);
  place.send = setTriggerValue;
  if (place.told === JSON.stringify(data)) return;
  place.told = JSON.stringify(data);
  for (const picture of parentElement.querySelectorAll("img")) picture.src = data.address;
  place.whole.alt = data.name;
  move(place, data.focus);
}

function build(root) {
  const find = (part) => root.querySelector(`.cd-focus-${part}`);
  const place = { root, mark: find("mark"), whole: find("whole"), cut: find("cut"), said: find("said"), sliders: [...root.querySelectorAll("input")] };
  places.set(root, place);
  place.whole.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    const { left, top, width, height } = place.whole.getBoundingClientRect();
    move(place, [((event.clientX - left) / width) * 100, ((event.clientY - top) / height) * 100]);
    place.mark.focus({ preventScroll: true });
  });
  place.mark.addEventListener("keydown", (event) => byKey(place, event));
  place.sliders.forEach((slider) => slider.addEventListener("input", () => move(place, place.sliders.map((each) => Number(each.value)))));
  find("keep").addEventListener("click", () => place.send("kept", place.focus));
  return place;
}

function byKey(place, event) {
  const by = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[event.key];
  if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  event.stopPropagation();
  move(place, place.focus.map((each, at) => each + by[at]));
  place.said.textContent = spoken(place.focus);
}

function move(place, wanted) {
  place.focus = wanted.map((each) => Math.min(100, Math.max(0, Math.round(each / STEP) * STEP)));
  const [across, down] = place.focus;
  Object.assign(place.mark.style, { left: `${across}%`, top: `${down}%` });
  place.mark.setAttribute("aria-label", `Focal point, ${spoken(place.focus)}`);
  place.cut.style.objectPosition = `${across}% ${down}%`;
  place.sliders.forEach((slider, at) => {
    slider.value = place.focus[at];
    slider.setAttribute("aria-valuetext", `${place.focus[at]} %`);
  });
}

const spoken = ([across, down]) => `${across} % from the left, ${down} % from the top`;
