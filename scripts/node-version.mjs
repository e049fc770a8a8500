/** Must be readable by any Node that knows modules: nothing newer than 2019 in here. */
const version = process.versions.node.split(".").map(Number);

if (version[0] < 20 || (version[0] === 20 && version[1] < 19)) {
  console.error(`Bandwagon needs Node.js 20.19 or newer; this is ${process.versions.node}. Install a current one from https://nodejs.org.`);
  process.exit(1);
}
