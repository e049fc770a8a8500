/** What the build has made for others to load: served at an address of its own, and not sent again to who has it. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { AppError } from "../errors.js";
import type { Http } from "./route.js";

export interface BuiltFile {
  url: string;
  /** In dist/assets. */
  file: string;
  /** What it is, as a title and as a sentence. */
  summary: string;
  description: string;
  tag: string;
  headers: Readonly<Record<string, string>>;
  /** False for what is zipped already. */
  isText: boolean;
}

interface Encoded {
  etag: string;
  bytes: Buffer;
  encoding?: "gzip";
}

/** The same from server/src and from server/dist. */
const assets = new URL("../../dist/assets/", import.meta.url);

/** Serves the file to anyone, as it was when the server started; a 404 that names the remedy if the build has not made it. */
export function serveBuiltFile(http: Http, { url, file, summary, description, tag, headers, isText }: BuiltFile): void {
  const bytes = readBuilt(file);
  const plain = bytes === undefined ? undefined : { etag: tagOf(bytes), bytes };
  const zipped = plain === undefined || !isText ? undefined : zip(plain);
  http.route({
    method: "GET",
    url,
    access: { roles: ["anonymous"] },
    hidden: true,
    schema: { summary, description, tags: [tag] },
    handler: ({ request, reply }) => {
      if (plain === undefined) throw new AppError("not_found", { detail: `${summary} has not been built; run npm run build.` });
      const { etag, bytes, encoding }: Encoded = (/\bgzip\b/.test(request.headers["accept-encoding"] ?? "") && zipped) || plain;
      reply.headers({ ...headers, etag, "x-content-type-options": "nosniff", ...(isText ? { vary: "accept-encoding" } : {}) });
      if (namesTag(request.headers["if-none-match"], etag)) return reply.code(304).send();
      if (encoding !== undefined) reply.header("content-encoding", encoding);
      return reply.send(bytes);
    },
  });
}

function readBuilt(file: string): Buffer | undefined {
  try {
    return readFileSync(new URL(file, assets));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function tagOf(bytes: Buffer): string {
  return `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`;
}

function zip({ etag, bytes }: Encoded): Encoded {
  return { etag: etag.replace(/"$/, '-gzip"'), bytes: gzipSync(bytes, { level: 9 }), encoding: "gzip" };
}

function namesTag(header = "", etag: string): boolean {
  return header.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag || tag.trim() === "*");
}
