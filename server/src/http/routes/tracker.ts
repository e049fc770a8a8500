import { serveBuiltFile } from "../built-file.js";
import type { Http } from "../route.js";

/** The browser tracker, for pages of any shop. It is asked for again after a day, and then mostly not sent again. */
export function trackerRoutes(http: Http): void {
  serveBuiltFile(http, {
    url: "/tracker.js",
    file: "tracker.js",
    summary: "The browser tracker",
    description: "A script for the shop's own pages.",
    tag: "Visits",
    isText: true,
    headers: {
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "public, max-age=86400, stale-while-revalidate=604800, stale-if-error=604800",
      "access-control-allow-origin": "*",
      "cross-origin-resource-policy": "cross-origin",
      "timing-allow-origin": "*",
    },
  });
}
