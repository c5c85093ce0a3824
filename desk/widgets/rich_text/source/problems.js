// What the checks of the page found, underlined where it stands, with the check's words.
import { Decoration, DecorationSet } from "prosemirror-view";

const SMALL = { sup: ["0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ"], sub: ["0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"] };

// A problem is {passage, start, end, told}: in each paragraph where the passage stands, what is
// from start to end in it is marked.
export function problemsIn(doc, problems) {
  const found = [];
  if (!problems.length) return DecorationSet.empty;
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true;
    const { text, places } = spoken(node, pos + 1);
    for (const { passage, start, end, told } of problems) {
      for (let at = text.indexOf(passage); passage && at >= 0; at = text.indexOf(passage, at + passage.length)) {
        const [from, to] = [places[at + start], places[at + (end > start ? end : passage.length) - 1] + 1];
        found.push(Decoration.inline(from, to, { class: "rt-problem", title: told }));
      }
    }
    return false;
  });
  return DecorationSet.create(doc, found);
}

// The words of a paragraph, and where in the document each letter stands.
export function spoken(node, start) {
  let text = "";
  const places = [];
  node.forEach((child, offset) => {
    const letters = child.isText ? spelt(child) : child.type.name === "hard_break" ? " " : "";
    [...Array(letters.length).keys()].forEach((each) => places.push(start + offset + (child.isText ? each : 0)));
    text += letters;
  });
  return { text, places };
}

// As the checks read it: small figures are signs of their own.
function spelt({ text, marks }) {
  const [plain, small] = marks.map((mark) => SMALL[mark.type.name]).find(Boolean) ?? [[], []];
  return [...text].map((letter) => small[plain.indexOf(letter)] ?? letter).join("");
}
