import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { signWebhook } from "./webhook-signature.js";

const secret = () => `whsec_${randomBytes(32).toString("base64")}`;

test("the public library accepts any body under each of two secrets, and refuses another one", () => {
  const [old, current, foreign] = [secret(), secret(), secret()];
  fc.assert(
    fc.property(fc.json(), (body) => {
      const headers = signWebhook([current, old], "msg_1", Date.now(), body);
      for (const each of [current, old]) expect(new Webhook(each).verify(body, headers)).toEqual(JSON.parse(body));
      expect(() => new Webhook(foreign).verify(body, headers)).toThrow();
      expect(() => new Webhook(current).verify(`${body} `, headers)).toThrow();
      expect(() => new Webhook(current).verify(body, { ...headers, "webhook-id": "msg_2" })).toThrow();
    }),
  );
});

test("the signature of the specification's example", () => {
  const headers = signWebhook(["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330_000, '{"test": 2432232314}');
  expect(headers).toEqual({
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  });
});
