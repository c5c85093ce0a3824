// Asks the device for a passkey: for one that is made now, or for one that it holds.
const busy = new WeakSet();

export default function ({ data, parentElement, setTriggerValue }) {
  const part = (name) => parentElement.querySelector(name);
  const [button, said] = [part("button"), part("p")];
  const tell = (words) => { said.textContent = words; };
  if (location.origin !== data.origin || !window.PublicKeyCredential) {
    button.hidden = true;
    tell(data.words.unable);
    return;
  }
  part("span").textContent = data.label;
  button.classList.toggle("is-wide", !data.options);
  if (button.hidden) {
    button.hidden = false;
    // Whoever comes from the form that was here goes on from here.
    if (data.options && document.activeElement === document.body) button.focus();
  }
  button.onclick = async () => {
    if (busy.has(button)) return;
    busy.add(button);
    tell("");
    try {
      if (data.options) setTriggerValue("made", JSON.stringify(await make(data.options)));
      else location.assign(`/desk/session/finish?${new URLSearchParams({ ticket: await ticket(), next: data.next })}`);
    } catch (error) {
      tell(error instanceof Refusal ? error.message : data.words[error.name] ?? data.words.failed);
    } finally {
      busy.delete(button);
    }
  };
}

class Refusal extends Error {}

async function make(asked) {
  const { rawId, type, response } = await navigator.credentials.create({
    publicKey: {
      ...asked,
      challenge: bytes(asked.challenge),
      user: { ...asked.user, id: bytes(asked.user.id) },
      excludeCredentials: asked.excludeCredentials.map((each) => ({ ...each, id: bytes(each.id) })),
    },
  });
  return {
    id: text(rawId),
    rawId: text(rawId),
    type,
    response: {
      clientDataJSON: text(response.clientDataJSON),
      attestationObject: text(response.attestationObject),
      transports: response.getTransports?.() ?? [],
    },
  };
}

async function ticket() {
  const asked = await post("/desk/passkey/ask");
  const { rawId, type, response } = await navigator.credentials.get({
    publicKey: { ...asked, challenge: bytes(asked.challenge), allowCredentials: [] },
  });
  const shown = await post("/desk/passkey/answer", {
    id: text(rawId),
    rawId: text(rawId),
    type,
    response: {
      clientDataJSON: text(response.clientDataJSON),
      authenticatorData: text(response.authenticatorData),
      signature: text(response.signature),
      userHandle: text(response.userHandle ?? new ArrayBuffer(0)),
    },
  });
  return shown.ticket;
}

async function post(address, told) {
  const answer = await fetch(address, { method: "POST", body: JSON.stringify(told ?? {}), headers: { "Content-Type": "application/json" } });
  const isOurs = (answer.headers.get("content-type") ?? "").includes("json");
  if (!answer.ok && isOurs) throw new Refusal((await answer.json()).detail);
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

function bytes(told) {
  return Uint8Array.from(atob(told.replaceAll("-", "+").replaceAll("_", "/")), (each) => each.charCodeAt(0));
}

function text(told) {
  const letters = btoa(String.fromCharCode(...new Uint8Array(told)));
  return letters.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
