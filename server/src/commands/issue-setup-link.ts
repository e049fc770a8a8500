import { randomBytes } from "node:crypto";
import type { Foundation } from "../app.js";
import { inInstallation } from "../store/db.js";
import { hasOwner, replaceSetupLinks } from "../store/owners.js";
import { base32, hashToken } from "./key-token.js";

export const setupLinkHours = 24;

/** A one-time token for the page that makes the first owner; undefined once there is one. Every earlier token that was not used stops working. */
export function issueSetupToken(foundation: Foundation): Promise<string | undefined> {
  return inInstallation(foundation.db, async (tx) => {
    if (await hasOwner(tx)) return undefined;
    const token = base32(randomBytes(20));
    await replaceSetupLinks(tx, hashToken(token), foundation.now() + setupLinkHours * 60 * 60 * 1000);
    return token;
  });
}
