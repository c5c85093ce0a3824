// The small form for a link's address; the selected words stay selected behind it.
function rtLinkForm(box) {
  const form = box.find("link");
  const field = form.querySelector("input");
  const problem = box.find("link-problem");
  let range = null;
  const close = () => {
    form.hidden = true;
    problem.hidden = true;
    box.page.focus();
    if (range) getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
  };
  box.openLink = () => {
    const selection = getSelection();
    if (!box.page.contains(selection.anchorNode)) return;
    range = selection.getRangeAt(0).cloneRange();
    const link = rtAt(box, "a");
    field.value = link?.getAttribute("href") ?? "";
    form.querySelector(".rt-unlink").hidden = !link;
    form.hidden = false;
    field.focus();
    field.select();
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const address = rtTypedAddress(field.value.trim());
    problem.hidden = address !== null;
    problem.textContent = "Use a web address, a page of this site (/book), mailto: or tel:.";
    if (address === null) return;
    close();
    rtSetLink(box, address);
  });
  form.querySelector(".rt-unlink").addEventListener("click", () => { close(); rtSetLink(box, ""); });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  });
}

// "example.org" means the web, "name@example.org" means mail; null is no address we can use.
function rtTypedAddress(typed) {
  if (!typed || (RT_SAFE_LINK.test(typed) && !/\s/.test(typed))) return typed;
  if (/^[^\s@/:]+@[^\s@/]+\.[^\s@/]+$/.test(typed)) return `mailto:${typed}`;
  if (/^[^\s/:@]+\.[^\s/:@]{2,}([/?#:]\S*)?$/.test(typed)) return `https://${typed}`;
  return null;
}

function rtSetLink(box, address) {
  const link = rtAt(box, "a");
  box.history.around(() => {
    if (link) {
      if (address) link.setAttribute("href", address);
      else rtKeepSelection(() => link.replaceWith(...link.childNodes));
    } else if (address && getSelection().isCollapsed) {
      const made = Object.assign(document.createElement("a"), { textContent: address.replace(/^(mailto|tel):/, "") });
      made.setAttribute("href", address);
      document.execCommand("insertHTML", false, made.outerHTML);
    } else if (address) document.execCommand("createLink", false, address);
    rtTidy(box);
  });
  rtChanged(box);
  box.showState();
}
