// The Node peers: node with_node.cjs PEER FOLDER PACKAGES. The same lines of JSON as serving.py.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const readline = require("node:readline");
const { createRequire } = require("node:module");

const [peer, folder, packages] = process.argv.slice(2);
const load = createRequire(path.join(packages, "package.json"));
console.log = console.error;

// Each in the fastest way that its documentation shows; data are parsed once, templates kept in
// memory where the peer takes them so.
const peers = {
  docxtemplater(template, data) {
    const PizZip = load("pizzip");
    const Docxtemplater = load("docxtemplater");
    return () => {
      const document = new Docxtemplater(new PizZip(template), { paragraphLoop: true, linebreaks: true });
      document.render(data);
      return document.toBuffer({ compression: "DEFLATE", compressionOptions: { level: 1 } });
    };
  },
  "easy-template-x"(template, data) {
    const { TemplateHandler } = load("easy-template-x");
    const handler = new TemplateHandler();
    return () => handler.process(template, data);
  },
  carbone(_template, data, file) {
    const carbone = load("carbone");
    return () =>
      new Promise((done, failed) =>
        carbone.render(file, data, {}, (error, result) => (error ? failed(error) : done(result))));
  },
  "docx-templates"(template, data) {
    const { createReport } = load("docx-templates");
    return () => createReport({ template, data, noSandbox: true });
  },
};

const known = {};
function maker(kind) {
  if (!known[kind]) {
    const file = path.join(folder, `${kind}.docx`);
    const data = JSON.parse(fs.readFileSync(path.join(folder, `${kind}.json`), "utf8"));
    known[kind] = peers[peer](fs.readFileSync(file), data, file);
  }
  return known[kind];
}

async function answer({ kind, times, save }) {
  const make = maker(kind);
  if (save) {
    const made = Buffer.from(await make());
    fs.writeFileSync(save, made);
    return { size: made.length };
  }
  const before = process.cpuUsage();
  for (let number = 0; number < times; number++) await make();
  const spent = process.cpuUsage(before);
  return { cpu: (spent.user + spent.system) / 1e6 };
}

(async () => {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    let said;
    try {
      said = await answer(JSON.parse(line));
    } catch (error) {
      said = { error: String(error.message ?? error).split("\n")[0] };
    }
    process.stdout.write(JSON.stringify(said) + "\n");
  }
})();
