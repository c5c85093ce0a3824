// A box for files has a label, and is a group of what stands in it: its button and the limits.
const BOX = "[data-testid=stFileUploaderDropzone][role=presentation]";

export default function () {
  const look = () => document.querySelectorAll(BOX).forEach((box) => box.setAttribute("role", "group"));
  const boxes = new MutationObserver(look);
  boxes.observe(document.body, { childList: true, subtree: true });
  look();
  return () => boxes.disconnect();
}
