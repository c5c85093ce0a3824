// The codes as a file, made where they are shown: no address holds them, and nothing is asked for.
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  button.onclick = () => {
    const address = URL.createObjectURL(new Blob([data.text], { type: "text/plain" }));
    Object.assign(document.createElement("a"), { href: address, download: data.name }).click();
    setTimeout(() => URL.revokeObjectURL(address));
  };
}
