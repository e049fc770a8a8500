import { importJWK, jwtVerify } from "jose";
import { expect, test } from "vitest";
import { pushSenderOf } from "./push-sender.js";

const secret = Buffer.alloc(32, 5);

test("push services can verify who sends: the key follows from the secret key, the token is for their address and ends within a day", async () => {
  const { publicKey, authorize } = pushSenderOf(secret, "mailto:refer@shop.example");
  expect(pushSenderOf(secret, undefined).publicKey).toBe(publicKey);
  expect(pushSenderOf(Buffer.alloc(32, 6), undefined).publicKey).not.toBe(publicKey);
  const now = Date.now();
  const [, token = "", key = ""] = /^vapid t=(\S+), k=(\S+)$/.exec(await authorize("https://push.example:8443/send/abc", now)) ?? [];
  expect(key).toBe(publicKey);
  const point = Buffer.from(key, "base64url");
  expect([point.length, point[0]]).toEqual([65, 4]);
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString("base64url")) as [string, string];
  const { payload } = await jwtVerify(token, await importJWK({ kty: "EC", crv: "P-256", x, y }, "ES256"), { audience: "https://push.example:8443" });
  expect(payload.sub).toBe("mailto:refer@shop.example");
  expect((payload.exp as number) * 1000 - now).toBeLessThan(24 * 60 * 60 * 1000);
});
