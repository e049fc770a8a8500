import { serveBuiltFile } from "../built-file.js";
import type { Http } from "../route.js";

/** The SDK as a package that npm installs from here, of the very version that this server speaks. It is asked for anew each time, as its address stays. */
export function sdkPackageRoutes(http: Http): void {
  serveBuiltFile(http, {
    url: "/sdk.tgz",
    file: "sdk.tgz",
    summary: "The SDK's package",
    description: "What `npm install` takes: @bandwagon/sdk, of this server's version.",
    tag: "Visits",
    isText: false,
    headers: { "content-type": "application/gzip", "cache-control": "public, no-cache" },
  });
}
