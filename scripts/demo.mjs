/** `npm run demo`: installs and builds what is missing, then loads the sample shop. Takes the options of `bandwagon demo`. */
import "./node-version.mjs";

// Loaded only once the version is known to be new enough to read it.
void import("./checkout.mjs")
  .then(({ ensureInstalled, ensureBuilt }) => {
    ensureInstalled();
    ensureBuilt();
    return import("../server/dist/cli/main.js");
  })
  .then(({ runCli }) => runCli(["demo", ...process.argv.slice(2)]));
