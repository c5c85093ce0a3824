// Says in our words that the desk cannot be reached, and closes Streamlit's own words for it. Buttons
// rest meanwhile, ours at copydesk:line; keys and links ask copydeskIsAway before they send what
// nobody would hear. A line that is back may be another's, since whoever was here was signed out:
// the screen is asked for, which Streamlit does only where something runs or looks for news by itself.
const PATIENCE = 1500;
const ANSWER = 500;
const LINE = "data-test-connection-state";
const RUN = "data-test-script-state";
const SIGNED_IN = ".st-key-sign-out";
const THEIRS = "[data-testid=stDialog]:not(:has([data-testid=stVerticalBlock]))";

export default function ({ data, setTriggerValue }) {
  const app = document.querySelector(".stApp");
  const told = document.createElement("div");
  told.className = "copydesk-away";
  told.setAttribute("role", "alert");
  document.body.append(told);
  let waiting = 0;
  let asking = 0;
  let wasAway = isAway(app);

  const tell = () => Boolean(told.textContent = wordsFor(app.dataset.testConnectionState, data));
  const look = () => {
    clearTimeout(waiting);
    dispatchEvent(new CustomEvent("copydesk:line", { detail: { isAway: isAway(app) } }));
    if (!isAway(app)) told.textContent = "";
    else waiting = setTimeout(tell, told.textContent ? 0 : PATIENCE);
    clearTimeout(asking);
    if (wasAway && !isAway(app)) asking = setTimeout(ask, ANSWER);
    wasAway = isAway(app);
  };
  const ask = () => document.querySelector(SIGNED_IN) && setTriggerValue("back", true);
  window.copydeskIsAway = () => isAway(app) && tell();
  const states = new MutationObserver((changes) => {
    const changed = changes.map(({ attributeName }) => attributeName);
    if (changed.includes(LINE)) look();
    if (changed.includes(RUN)) clearTimeout(asking); // it was asked for
  });
  states.observe(app, { attributes: true, attributeFilter: [LINE, RUN] });
  const dialogs = new MutationObserver(() => closeTheirs(app));
  dialogs.observe(document.body, { childList: true, subtree: true });
  return () => {
    clearTimeout(waiting);
    clearTimeout(asking);
    states.disconnect();
    dialogs.disconnect();
    told.remove();
  };
}

const isAway = (app) => app.dataset.testConnectionState !== "CONNECTED";

function wordsFor(state, { away, gone }) {
  return state === "DISCONNECTED_FOREVER" ? gone : away;
}

// Closed, it does not come back before the next time: open and unseen, it would keep the cursor.
function closeTheirs(app) {
  if (!isAway(app)) return;
  document.querySelector(`${THEIRS} [aria-label=Close]`)?.click();
}
