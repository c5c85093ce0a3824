// Makes built/ anew from source/ and the packages of package-lock.json: `make rich-text`.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";

const here = new URL(".", import.meta.url).pathname;
const digest = (bytes) => createHash("sha256").update(bytes).digest("hex");

// The same list is read by the test that compares it: every file that decides what is built.
function sources() {
  const files = readdirSync(`${here}source`, { recursive: true }).filter((name) => name.endsWith(".js"))
    .map((name) => `source/${name}`).sort();
  return digest(["build.mjs", "package-lock.json", "package.json", ...files]
    .map((name) => `${name} ${digest(readFileSync(here + name))}\n`).join(""));
}

function licences(inputs) {
  const names = Object.keys(inputs).map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]).filter(Boolean);
  return [...new Set(names)].sort().map((name) => {
    const folder = `${here}node_modules/${name}/`;
    const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
    const { version } = JSON.parse(readFileSync(`${folder}package.json`, "utf8"));
    return `${name} ${version}\n\n${readFileSync(folder + file, "utf8").trim()}\n`;
  }).join(`\n${"-".repeat(72)}\n\n`);
}

const made = await build({
  absWorkingDir: here, entryPoints: ["source/index.js"], bundle: true, format: "esm", minify: true, charset: "utf8",
  target: ["chrome120", "firefox121", "safari17"], legalComments: "none", metafile: true, write: false,
});
const bundle = made.outputFiles[0].contents;
mkdirSync(`${here}built`, { recursive: true });
writeFileSync(`${here}built/rich_text.js`, bundle);
writeFileSync(`${here}built/LICENCES.txt`, licences(made.metafile.inputs));
writeFileSync(`${here}built/record.json`, `${JSON.stringify({ sources: sources(), bundle: digest(bundle) }, null, 2)}\n`);
