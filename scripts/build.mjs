/** `npm run build`: compiles the server and the SDK, and makes what the server hands out of it: the browser tracker and the package. */
import "./node-version.mjs";

// Loaded only once the version is known to be new enough to read it.
void import("./checkout.mjs").then(({ build, ensureInstalled }) => {
  ensureInstalled();
  process.exitCode = build() ? 0 : 1;
});
