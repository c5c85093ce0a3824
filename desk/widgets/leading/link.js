// Follows a link once, as a click on it would, and leaves the page where it is.
const followed = new Set();

export default function ({ data }) {
  if (followed.has(data.once)) return;
  followed.add(data.once);
  const link = document.createElement("a");
  link.href = data.address;
  if (data.isFile) link.download = "";
  document.body.append(link);
  link.click();
  link.remove();
}
