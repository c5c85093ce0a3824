// Streamlit's calendars begin the week where the browser's language does, and have no setting for
// it. A language may carry that day with it (Unicode's key "fw"): ours says the clinic's.
const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const browsers = navigator.language;

export default function ({ data }) {
  const language = `${new Intl.Locale(browsers).baseName}-u-fw-${DAYS[data.first - 1]}`;
  if (navigator.language === language) return;
  Object.defineProperty(navigator, "language", { configurable: true, get: () => language });
}

// A day that was typed is told when its field is left; Enter says so too, and the field stays.
window.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || event.repeat) return;
  const field = event.target.closest?.("[role=spinbutton]")?.closest("[data-testid=stDateInput]");
  const button = field?.querySelector("[data-testid=stDateInputCalendarButton]");
  if (button) button.dispatchEvent(new KeyboardEvent("keydown", { key: "Tab", bubbles: true, cancelable: true }));
}, { capture: true });
