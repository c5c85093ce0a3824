// Starts a download once, as a click on a link would, and leaves the page where it is.
const begun = new Set();

export default function ({ data }) {
  if (begun.has(data.address)) return;
  begun.add(data.address);
  const link = document.createElement("a");
  link.href = data.address;
  link.download = "";
  document.body.append(link);
  link.click();
  link.remove();
}
