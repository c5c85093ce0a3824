// Small things that are asked of the elements of a clipboard.
export const isBlock = (node) => node.nodeType === 1
  && /^(P|DIV|H[1-6]|UL|OL|LI|BLOCKQUOTE|PRE|HR|TABLE|SECTION|ARTICLE|FIGURE)$/.test(node.tagName);

// Words beside blocks become a paragraph of their own.
export function gathered(nodes) {
  let paragraph = null;
  for (const node of nodes) {
    if (!paragraph || paragraph.nextSibling !== node) {
      paragraph = document.createElement("p");
      node.before(paragraph);
    }
    paragraph.append(node);
  }
}

// A cell holds one line: blocks in it end with a space.
export function flatten(holder) {
  const isApart = (node) => isBlock(node) || /^(THEAD|TBODY|TFOOT|TR|TD|TH|CAPTION)$/.test(node.tagName);
  let block = null;
  while ((block = [...holder.querySelectorAll("*")].find(isApart))) block.replaceWith(...block.childNodes, " ");
  holder.querySelectorAll("br").forEach((node) => node.replaceWith(" "));
}
