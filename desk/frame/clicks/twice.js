// Who clicks twice means one click: the second would be for what the first one brings below it, or
// once more for what it makes. What is pressed in a row, like days that are turned, says so.
const TW_BUTTON = "[data-testid^=stBaseButton]";
const TW_IN_ROW = "[class*=st-key-][class*=in-a-row]";

export default function () {
  if (window.copydeskClicks) return;
  window.copydeskClicks = true;
  window.addEventListener("click", (event) => {
    const button = event.detail > 1 && event.target.closest?.(TW_BUTTON);
    if (!button || button.closest(TW_IN_ROW)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
}
