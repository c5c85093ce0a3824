// A picture of the library, put into the text with its description.
import { schema } from "./text/schema.js";

export function pictureForm(box) {
  const panel = box.find("pictures");
  const field = panel.querySelector("input");
  const shelf = box.find("shelf");
  const close = () => { panel.hidden = true; box.view.focus(); };
  const look = async () => {
    const asked = field.value;
    const found = await pictures(asked);
    if (asked === field.value) shelf.replaceChildren(...shown(found, (picture) => { close(); put(box.view, picture); }));
  };
  box.openPictures = () => {
    panel.hidden = false;
    field.focus();
    look();
  };
  field.addEventListener("input", look);
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target === field) event.preventDefault();
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  });
}

async function pictures(asked) {
  try {
    const answer = await fetch(`/desk/pictures?${new URLSearchParams({ q: asked })}`, { credentials: "same-origin" });
    return answer.ok ? (await answer.json()).pictures : null;
  } catch {
    return null;
  }
}

function shown(found, choose) {
  if (!found?.length) {
    const told = found ? "No such picture in the library." : "The library does not answer.";
    return [Object.assign(document.createElement("p"), { textContent: told })];
  }
  return found.map((picture) => {
    const button = Object.assign(document.createElement("button"), { type: "button", title: picture.name });
    const image = Object.assign(document.createElement("img"), { src: picture.thumbnail, alt: picture.alt || picture.name });
    button.append(image);
    button.addEventListener("click", () => choose(picture));
    return button;
  });
}

function put(view, { address, alt }) {
  const image = schema.nodes.image.create({ src: address, alt });
  view.dispatch(view.state.tr.replaceSelectionWith(image, false).setMeta("step", true).scrollIntoView());
}
