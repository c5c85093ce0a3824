// A window with no room for two things side by side. It stays what it was when it was loaded: nobody
// loses the place that they write in by drawing at the window's edge.
const DE_NARROW = "(max-width: 40rem)";

export default function ({ data, setTriggerValue }) {
  window.copydeskIsNarrow ??= matchMedia(DE_NARROW).matches;
  if (window.copydeskIsNarrow && !data.known) setTriggerValue("narrow", true);
}
