// How many are new, in the tab's title; and two notes when somebody writes, if this person wants them.
const alSelf = { part: null, rang: null, watch: null, audio: null };
const AL_COUNT = /^\([\d.,\s]+\) /;
const AL_RANG = "copydesk:rang";
const AL_NOTES = [[660, 0], [880, 0.16]];

export default function ({ data, parentElement }) {
  const before = alSelf.part?.data;
  alSelf.part = { data, place: parentElement };
  alTitle();
  // Streamlit writes the title anew with every run.
  alSelf.watch ??= new MutationObserver(alTitle);
  const title = document.querySelector("title");
  if (title) alSelf.watch.observe(title, { childList: true });
  if (before && data.sound && !before.sound) alPlay();
  else if (alIsNews(data.ring) && data.sound) alPlay();
  return () => {
    if (parentElement.isConnected || alSelf.part?.place !== parentElement) return; // it is drawn on
    alSelf.part = null;
    alTitle();
  };
}

function alTitle() {
  const bare = document.title.replace(AL_COUNT, "");
  const many = alSelf.part?.data.new ?? 0;
  const told = many ? `(${many.toLocaleString("en")}) ${bare}` : bare;
  if (document.title !== told) document.title = told;
}

// Of several tabs the first one rings; what was there when this one opened rings in none.
function alIsNews(ring) {
  const isFirst = alSelf.rang === null;
  const isNew = !isFirst && ring > alSelf.rang;
  alSelf.rang = Math.max(ring, alSelf.rang ?? 0);
  if (!isNew) return false;
  try {
    if (Number(localStorage.getItem(AL_RANG)) >= ring) return false;
    localStorage.setItem(AL_RANG, String(ring));
  } catch {
    return true; // a browser that keeps nothing rings in each tab
  }
  return true;
}

function alPlay() {
  alSelf.audio ??= new AudioContext();
  alSelf.audio.resume();
  const begin = alSelf.audio.currentTime;
  for (const [pitch, after] of AL_NOTES) {
    const note = new OscillatorNode(alSelf.audio, { frequency: pitch, type: "sine" });
    const loudness = new GainNode(alSelf.audio, { gain: 0 });
    loudness.gain.setValueAtTime(0, begin + after);
    loudness.gain.linearRampToValueAtTime(0.2, begin + after + 0.02);
    loudness.gain.exponentialRampToValueAtTime(0.001, begin + after + 0.4);
    note.connect(loudness).connect(alSelf.audio.destination);
    note.start(begin + after);
    note.stop(begin + after + 0.45);
  }
}
