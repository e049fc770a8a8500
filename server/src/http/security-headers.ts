/** What every answer says to browsers. */
import type { FastifyReply } from "fastify";

/** Data is never a page, is never kept by caches, and never tells where it was linked from. */
export const dataHeaders = {
  "x-content-type-options": "nosniff",
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
} as const;

/** Headers of a page: nothing may run, be loaded or frame it but what `policy` adds. */
export function pageHeaders(policy: string): Record<string, string> {
  return {
    "content-type": "text/html; charset=utf-8",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "content-security-policy": `default-src 'none'; base-uri 'none'; frame-ancestors 'none'; ${policy}`,
    vary: "accept-language",
  };
}

/** Over https only from now on, where the public address is https. */
export function addTransportHeader(reply: FastifyReply, publicUrl: string): void {
  if (publicUrl.startsWith("https:")) reply.header("strict-transport-security", "max-age=31536000");
}
