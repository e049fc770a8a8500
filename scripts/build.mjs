/** `npm run build`: compiles the server and the SDK, and bundles the browser tracker. */
import "./node-version.mjs";

// Loaded only once the version is known to be new enough to read it.
void import("./checkout.mjs").then(({ build, ensureInstalled }) => {
  ensureInstalled();
  process.exitCode = build() ? 0 : 1;
});
