import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { AppError } from "../../errors.js";
import type { Http } from "../route.js";

/** Made by the build; the same from server/src and from server/dist. */
const bundle = new URL("../../../dist/assets/tracker.js", import.meta.url);

/** The browser tracker, for pages of any shop. It is asked for again after a day, and then mostly not sent again. */
export function trackerRoutes(http: Http): void {
  const script = readScript();
  http.route({
    method: "GET",
    url: "/tracker.js",
    access: { roles: ["anonymous"] },
    hidden: true,
    schema: { summary: "The browser tracker", description: "A script for the shop's own pages.", tags: ["Visits"] },
    handler: ({ request, reply }) => {
      if (script === undefined) throw new AppError("not_found", { detail: "The browser tracker has not been built; run npm run build." });
      const isZipped = /\bgzip\b/.test(request.headers["accept-encoding"] ?? "");
      const { etag, bytes } = isZipped ? script.zipped : script.plain;
      reply.headers({ ...scriptHeaders, etag });
      if (namesTag(request.headers["if-none-match"], etag)) return reply.code(304).send();
      if (isZipped) reply.header("content-encoding", "gzip");
      return reply.send(bytes);
    },
  });
}

interface Encoded {
  etag: string;
  bytes: Buffer;
}

function readScript(): { plain: Encoded; zipped: Encoded } | undefined {
  let bytes: Buffer;
  try {
    bytes = readFileSync(bundle);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  const hash = createHash("sha256").update(bytes).digest("base64url").slice(0, 22);
  return { plain: { etag: `"${hash}"`, bytes }, zipped: { etag: `"${hash}-gzip"`, bytes: gzipSync(bytes, { level: 9 }) } };
}

function namesTag(header = "", etag: string): boolean {
  return header.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag || tag.trim() === "*");
}

const scriptHeaders = {
  "content-type": "text/javascript; charset=utf-8",
  "cache-control": "public, max-age=86400, stale-while-revalidate=604800, stale-if-error=604800",
  vary: "accept-encoding",
  "access-control-allow-origin": "*",
  "cross-origin-resource-policy": "cross-origin",
  "timing-allow-origin": "*",
  "x-content-type-options": "nosniff",
} as const;
