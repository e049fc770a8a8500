import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { signMemberToken } from "./member-token.js";

const given = { member: "anna", workspace: "ws_1", keyId: "key_1", secret: "bw_sign_test_x", now: 1_772_355_600_000 };
const decode = (part: string | undefined): unknown => JSON.parse(Buffer.from(part ?? "", "base64url").toString());

test("a token names the member, the workspace and the key, and is signed by HS256", async () => {
  const token = await signMemberToken({ ...given, member: "анна/☕" });
  const [header, payload, signature] = token.split(".");
  expect(decode(header)).toEqual({ alg: "HS256", typ: "JWT", kid: "key_1" });
  expect(decode(payload)).toEqual({ sub: "анна/☕", aud: "ws_1", iat: 1_772_355_600, exp: 1_772_356_200 });
  expect(signature).toBe(createHmac("sha256", given.secret).update(`${header}.${payload}`).digest("base64url"));
});

test.each([
  ["no member", { member: "" }],
  ["a member with a NUL", { member: "a\0b" }],
  ["half a character", { member: "\ud800" }],
  ["256 characters", { member: "x".repeat(256) }],
  ["a secret key for a signing key", { secret: "bw_live_x" }],
  ["a name for a workspace", { workspace: "Shop" }],
  ["no key id", { keyId: "" }],
  ["more than 15 minutes", { lifetimeSeconds: 901 }],
  ["no lifetime", { lifetimeSeconds: 0 }],
  ["a lifetime that is no number", { lifetimeSeconds: Number.NaN }],
])("refused: %s", async (_name, wrong) => {
  await expect(signMemberToken({ ...given, ...wrong })).rejects.toThrow(/ is /);
});
