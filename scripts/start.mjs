/** `npm start`: installs and builds what is missing, then runs the server in this same process, so that signals reach it as they are. */
import "./node-version.mjs";

// Loaded only once the version is known to be new enough to read it.
void import("./checkout.mjs")
  .then(({ ensureInstalled, ensureBuilt }) => {
    ensureInstalled();
    ensureBuilt();
    return import("../server/dist/main.js");
  })
  .then(({ serve }) => serve());
