// The dialect of models/markdown.py: what one reads, the other must read alike.
import markdownit from "markdown-it";
import container from "markdown-it-container";
import footnote from "markdown-it-footnote";
import sub from "markdown-it-sub";
import sup from "markdown-it-sup";

export const CALLOUTS = { warning: "Warning", "key-facts": "Key facts" };

export const markdown = markdownit("commonmark", { html: false }).enable(["table", "strikethrough"]);
markdown.use(footnote).use(sub).use(sup);
markdown.disable(["footnote_inline", "footnote_tail"]);
for (const kind of Object.keys(CALLOUTS)) {
  markdown.use(container, kind, { validate: (told) => told.trim() === kind });
}
