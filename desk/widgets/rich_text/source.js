// The Markdown itself, for those who want it. Only the server turns it back into a page.
function rtToggleSource(box) {
  if (!box.isSource) {
    box.source.value = box.opened = rtText(box);
    rtShowSource(box, true);
  } else if (box.source.value === box.opened) rtShowSource(box, false);
  else rtAskForPage(box);
}

function rtShowSource(box, isSource) {
  box.isSource = isSource;
  box.source.readOnly = false;
  box.source.hidden = !isSource;
  box.page.hidden = isSource;
  box.showState();
  rtCount(box);
}

// The answer comes as a new edition of the text; until then nothing more is typed.
function rtAskForPage(box) {
  box.source.readOnly = true;
  clearTimeout(box.timer);
  box.isDirty = false;
  rtSend(box, rtCleared(box.source.value), true);
}
