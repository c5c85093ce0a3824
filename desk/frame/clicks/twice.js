// Who clicks twice means one click: the second would be for what the first one brings below it, or
// once more for what it makes. So is Enter pressed twice, or held down. What is pressed in a row,
// like days that are turned, says so; a key of ours that presses a button is no second click.
const TW_BUTTON = "[data-testid^=stBaseButton]";
const TW_IN_ROW = "[class*=st-key-][class*=in-a-row]";
const TW_TWICE = 400;  // milliseconds between two presses of a key; a mouse counts by itself

export default function () {
  if (window.copydeskClicks) return;
  window.copydeskClicks = {};  // the last one: its button and when
  window.addEventListener("click", (event) => {
    const button = event.isTrusted || event.detail ? twPressed(event, TW_BUTTON) : null;
    if (button && twIsAgain(event, button, window.copydeskClicks)) return twDrop(event);
    if (button) window.copydeskClicks = { button, at: event.timeStamp };
  }, true);
  window.addEventListener("keydown", (event) => {
    const isHeld = event.repeat && event.key === "Enter";
    if (isHeld && twPressed(event, `${TW_BUTTON}, input`)) twDrop(event);
  }, true);
}

function twPressed(event, where) {
  const pressed = event.target.closest?.(where);
  return pressed?.closest(TW_IN_ROW) ? null : pressed;
}

function twIsAgain(event, button, last) {
  return event.detail > 1
    || (!event.detail && button === last.button && event.timeStamp - last.at < TW_TWICE);
}

function twDrop(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}
