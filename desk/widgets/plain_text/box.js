// A box for plain words with a button of its own: leaving it asks nothing of the desk, so that
// whatever is clicked next is still where it was.
const ptBoxes = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const box = ptBoxes.get(parentElement) ?? ptBuild(parentElement);
  box.send = setTriggerValue;
  box.label.textContent = data.label;
  box.button.textContent = data.button;
  Object.assign(box.field, { placeholder: data.placeholder, maxLength: data.longest });
  box.button.disabled = false;
  if (box.turn !== data.turn) {
    box.turn = data.turn;
    box.field.value = data.text;
  }
}

function ptBuild(root) {
  const box = { field: root.querySelector("textarea"), label: root.querySelector(".pt-label"), button: root.querySelector("button") };
  ptBoxes.set(root, box);
  box.button.addEventListener("click", () => ptSave(box));
  box.field.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing) {
      event.stopPropagation();
      box.field.blur();
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) ptSave(box);
  });
  return box;
}

function ptSave(box) {
  box.button.disabled = true; // until the desk has answered: twice would be two
  setTimeout(() => { box.button.disabled = false; }, 5000);
  box.send("saved", { text: box.field.value });
}
