import { readFileSync } from "node:fs";
import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import { signWebhook, verifyWebhook, type WebhookError } from "./webhooks.js";

const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const other = `whsec_${Buffer.alloc(32, 9).toString("base64")}`;
const body = JSON.stringify({ type: "reward.made", timestamp: "2026-03-01T09:00:00.000Z", data: { reward: "rwd_1", note: "Ёлка ☕" } });
const id = "msg_2b";
const at = Date.now();

/** As the public library signs, at a moment. */
function headersBy(signer: string, now = at): Record<string, string> {
  const seconds = Math.floor(now / 1000);
  const signature = new Webhook(signer).sign(id, new Date(seconds * 1000), body);
  return { "webhook-id": id, "webhook-timestamp": String(seconds), "webhook-signature": signature };
}

async function faultOf(verified: Promise<unknown>): Promise<string> {
  return verified.then(
    () => "none",
    (error: WebhookError) => error.fault,
  );
}

describe("the public library and we", () => {
  test("verify what the other one signed", async () => {
    const message = await verifyWebhook(body, headersBy(secret), secret);
    expect(message).toMatchObject({ id, type: "reward.made", data: { reward: "rwd_1", note: "Ёлка ☕" } });
    const ours = await signWebhook(body, { id, secret });
    expect(new Webhook(secret).verify(body, ours)).toEqual(JSON.parse(body));
    expect(() => new Webhook(other).verify(body, ours)).toThrow();
  });
});

describe("spec/vectors/webhooks.json", () => {
  const { cases } = JSON.parse(readFileSync(new URL("../../spec/vectors/webhooks.json", import.meta.url), "utf8")) as {
    cases: { name: string; secret: string; id: string; timestamp: number; body: string; signature: string }[];
  };
  test.each(cases)("$name", async ({ secret, id, timestamp, body, signature }) => {
    const headers = { "webhook-id": id, "webhook-timestamp": String(timestamp), "webhook-signature": signature };
    expect(await signWebhook(body, { id, secret, now: timestamp * 1000 })).toEqual(headers);
    expect(await verifyWebhook(body, headers, secret, { now: timestamp * 1000 })).toEqual({ id, ...(JSON.parse(body) as object) });
  });
});

describe("a message is taken", () => {
  test("from text, bytes, a Buffer and an ArrayBuffer; with headers of fetch, of Node.js and in any case", async () => {
    const headers = headersBy(secret);
    const bytes = new TextEncoder().encode(body);
    const padded = Buffer.concat([Buffer.from("xx"), bytes, Buffer.from("yy")]).subarray(2, 2 + bytes.length);
    for (const given of [body, bytes, Buffer.from(body), padded, bytes.buffer as ArrayBuffer])
      expect((await verifyWebhook(given, headers, secret)).id).toBe(id);
    const shouted = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toUpperCase(), [value]]));
    for (const given of [new Headers(headers), shouted]) expect((await verifyWebhook(body, given, secret)).id).toBe(id);
  });

  test("while secrets are replaced: any of ours by any of its signatures", async () => {
    const [ours, theirs] = [headersBy(secret), headersBy(other)];
    const both = { ...ours, "webhook-signature": `v1a,AAAA v1,AAAA ${theirs["webhook-signature"]} ${ours["webhook-signature"]} v1,%%%` };
    for (const secrets of [secret, [other], [`whsec_${Buffer.alloc(24).toString("base64")}`, secret]]) {
      expect((await verifyWebhook(body, both, secrets)).id).toBe(id);
    }
  });

  test("within the tolerance on either side", async () => {
    for (const offsetMs of [-300_000, 0, 300_000])
      expect((await verifyWebhook(body, headersBy(secret, at + offsetMs), secret, { now: Math.floor(at / 1000) * 1000 })).id).toBe(id);
    expect((await verifyWebhook(body, headersBy(secret, 0), secret, { now: 1000 })).id).toBe(id);
  });
});

describe("a message is refused", () => {
  const changed: [string, () => Promise<unknown>, string][] = [
    ["one byte of the body changed", () => verifyWebhook(body.replace("rwd_1", "rwd_2"), headersBy(secret), secret), "signature"],
    ["body parsed and written again", () => verifyWebhook(JSON.stringify(JSON.parse(body), null, 1), headersBy(secret), secret), "signature"],
    ["another id", () => verifyWebhook(body, { ...headersBy(secret), "webhook-id": "msg_2c" }, secret), "signature"],
    [
      "another moment",
      () => verifyWebhook(body, { ...headersBy(secret), "webhook-timestamp": String(Math.floor(at / 1000) - 1) }, secret),
      "signature",
    ],
    ["another secret", () => verifyWebhook(body, headersBy(other), secret), "signature"],
    ["no secret at all", () => verifyWebhook(body, headersBy(secret), []), "signature"],
    [
      "another version only",
      () => verifyWebhook(body, { ...headersBy(secret), "webhook-signature": headersBy(secret)["webhook-signature"]!.replace("v1,", "v2,") }, secret),
      "signature",
    ],
    [
      "a signature without its version",
      () => verifyWebhook(body, { ...headersBy(secret), "webhook-signature": headersBy(secret)["webhook-signature"]!.slice(3) }, secret),
      "signature",
    ],
    [
      "half a signature",
      () => verifyWebhook(body, { ...headersBy(secret), "webhook-signature": headersBy(secret)["webhook-signature"]!.slice(0, 25) }, secret),
      "signature",
    ],
    [
      "a thousand signatures before the right one",
      () =>
        verifyWebhook(
          body,
          { ...headersBy(secret), "webhook-signature": `${"v1,AAAA ".repeat(1000)}${headersBy(secret)["webhook-signature"]}` },
          secret,
        ),
      "signature",
    ],
    ["301 s late", () => verifyWebhook(body, headersBy(secret, at - 301_000), secret, { now: at }), "timestamp"],
    ["302 s early", () => verifyWebhook(body, headersBy(secret, at + 302_000), secret, { now: at }), "timestamp"],
    ["a year late", () => verifyWebhook(body, headersBy(secret, at - 31_536_000_000), secret), "timestamp"],
    [
      "a timestamp with more behind it",
      () => verifyWebhook(body, { ...headersBy(secret), "webhook-timestamp": `${Math.floor(at / 1000)}.9` }, secret),
      "headers",
    ],
    ["a header missing", () => verifyWebhook(body, { ...headersBy(secret), "webhook-id": undefined }, secret), "headers"],
    ["a header twice", () => verifyWebhook(body, { ...headersBy(secret), "Webhook-Id": "x" }, secret), "headers"],
    ["no secret but an empty one", () => verifyWebhook(body, headersBy(secret), "whsec_"), "secret"],
    ["a secret that is none", () => verifyWebhook(body, headersBy(secret), "bw_live_%%"), "secret"],
  ];
  test.each(changed)("%s", async (_name, verify, fault) => {
    expect(await faultOf(verify())).toBe(fault);
  });

  test("a body that is signed and is no message", async () => {
    for (const given of ["", "[]", "null", "{}", "{"]) {
      expect(await faultOf(verifyWebhook(given, await signWebhook(given, { id, secret }), secret))).toBe("body");
    }
  });
});
