// How long the text is for its reader.
export function counted(doc) {
  const text = doc.textBetween(0, doc.content.size, " ", (leaf) => (leaf.type.name === "image" ? leaf.attrs.alt : leaf.type.name === "footnote_ref" ? "" : " "));
  return spokenCount(text);
}

export function spokenCount(text) {
  const count = (text.match(/\S*[\p{L}\p{N}]\S*/gu) ?? []).length;
  const words = `${count.toLocaleString("en-GB")} ${count === 1 ? "word" : "words"}`;
  return count ? `${words} · ${Math.max(1, Math.round(count / 220))} min read` : words;
}
