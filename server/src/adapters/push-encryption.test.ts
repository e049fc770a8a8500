import { createECDH } from "node:crypto";
import { describe, expect, test } from "vitest";
import { arePushKeys, encryptPush, PUSH_BYTES_MAX } from "./push-encryption.js";

const bytes = (text: string) => Buffer.from(text, "base64url");
/** RFC 8291, appendix A. */
const keys = { p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4", auth: "BTBZMqHH6r4Tts7J_aSIgg" };
const chance = { salt: bytes("DGv6ra1nlYgDCS1FRnbzlw"), privateKey: bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw") };

describe("messages for browsers", () => {
  test("are encrypted as the example of RFC 8291", () => {
    expect(encryptPush("When I grow up, I want to be a watermelon", keys, chance).toString("base64url")).toBe(
      "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT" +
        "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
    );
  });

  test("are never the same twice, and no larger than every service takes", () => {
    expect(encryptPush("x", keys)).not.toEqual(encryptPush("x", keys));
    expect(encryptPush("x".repeat(PUSH_BYTES_MAX), keys)).toHaveLength(4096);
    expect(() => encryptPush("x".repeat(PUSH_BYTES_MAX + 1), keys)).toThrow("more than");
  });

  test("are made for keys of browsers only", () => {
    const curve = createECDH("prime256v1");
    expect(arePushKeys({ p256dh: curve.generateKeys("base64url"), auth: keys.auth })).toBe(true);
    const offTheCurve = Buffer.concat([Buffer.of(4), Buffer.alloc(64, 7)]).toString("base64url");
    for (const p256dh of ["", "x", keys.auth, offTheCurve]) expect(arePushKeys({ ...keys, p256dh })).toBe(false);
    expect(arePushKeys({ ...keys, auth: "BTBZ" })).toBe(false);
  });
});
