// What of a clipboard stayed behind or had to change, to be said below the text.
export class Left {
  constructor() {
    this.counts = new Map();
    this.hasFormatting = false;
    this.spread = 0;
  }

  add(what) {
    if (what) this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  said() {
    const parts = [...this.counts].map(([what, count]) => `${count} ${what}${count > 1 ? "s" : ""}`);
    if (this.hasFormatting) parts.push("formatting");
    const out = parts.length ? `Left out: ${parts.join(", ")}` : "";
    const cells = `${this.spread} merged cell${this.spread > 1 ? "s" : ""} written into each place`;
    return [out, this.spread ? cells : ""].filter(Boolean).join(". ");
  }
}
