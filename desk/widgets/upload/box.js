// A box for files has a label, and is a group of what stands in it: its button and the limits.
// What opens over the page, menus and hints, has a place with a name as all else on it has.
const BOX = "[data-testid=stFileUploaderDropzone][role=presentation]";

export default function () {
  const look = () => {
    document.querySelectorAll(BOX).forEach((box) => box.setAttribute("role", "group"));
    const over = document.getElementById("stFloatingOverlayPortal");
    if (over?.role === null) Object.assign(over, { role: "region", ariaLabel: "Menus and hints" });
  };
  const boxes = new MutationObserver(look);
  boxes.observe(document.body, { childList: true, subtree: true });
  look();
  return () => boxes.disconnect();
}
