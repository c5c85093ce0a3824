// What the checks of the page found, underlined where it stands, with the check's words.
import { Decoration, DecorationSet } from "prosemirror-view";

// A problem is {passage, told}: wherever the passage stands in one paragraph it is marked.
export function problemsIn(doc, problems) {
  const found = [];
  if (!problems.length) return DecorationSet.empty;
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true;
    const { text, places } = spoken(node, pos + 1);
    for (const { passage, told } of problems) {
      for (let at = text.indexOf(passage); passage && at >= 0; at = text.indexOf(passage, at + passage.length)) {
        const [from, to] = [places[at], places[at + passage.length - 1] + 1];
        found.push(Decoration.inline(from, to, { class: "rt-problem", title: told }));
      }
    }
    return false;
  });
  return DecorationSet.create(doc, found);
}

// The words of a paragraph, and where in the document each letter stands.
function spoken(node, start) {
  let text = "";
  const places = [];
  node.forEach((child, offset) => {
    const letters = child.isText ? child.text : child.type.name === "hard_break" ? " " : "";
    [...Array(letters.length).keys()].forEach((each) => places.push(start + offset + (child.isText ? each : 0)));
    text += letters;
  });
  return { text, places };
}
