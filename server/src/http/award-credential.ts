/** An award as an Open Badge 3.0 (1EdTech): a verifiable credential, signed as a JSON Web Token (section 8.2 of its specification). */
import { createHash } from "node:crypto";
import { SignJWT } from "jose";
import { type AwardKey, awardKeyOf } from "../commands/award-key.js";
import type { Workspace } from "../commands/workspace-directory.js";
import { type AwardView, awardPath } from "./award-view.js";

const CONTEXTS = [
  "https://www.w3.org/ns/credentials/v2",
  "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
  // It defines the two 1EdTech types below.
  "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
] as const;
const SCHEMAS = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json";

/** Who gives the badges of a program. */
export function issuerOf(publicUrl: string, { handle, name, destination }: { handle: string; name: string; destination: string }) {
  return { id: `${publicUrl}/b/${handle}/issuer.json`, type: ["Profile"], name, url: destination };
}
/** What a badge is, apart from who has earned it. */
export function achievementOf(publicUrl: string, { handle, badgeId, badge, about }: Pick<AwardView, "handle" | "badgeId" | "badge" | "about">) {
  const id = `${publicUrl}/badges/${handle}/${badgeId}`;
  const narrative = about === "" ? badge : about;
  return {
    id,
    type: ["Achievement"],
    name: badge,
    description: narrative,
    criteria: { narrative },
    image: { id: `${id}/picture.png`, type: "Image" },
  };
}

/** The credential, signed. It names the member only as the page does; the subject's id is of this award alone, so that two awards cannot be laid together. */
export async function signedAward(publicUrl: string, workspace: Workspace, award: AwardView): Promise<string> {
  const key = await awardKeyOf(workspace);
  const credential = credentialOf(publicUrl, award);
  return new SignJWT({ ...credential })
    .setProtectedHeader(headerOf(key))
    .setIssuer(credential.issuer.id)
    .setSubject(credential.credentialSubject.id)
    .setJti(credential.id)
    .setNotBefore(Math.floor(award.earnedAt / 1000))
    .sign(key.privateKey);
}
function headerOf({ publicJwk }: AwardKey) {
  const { kid, ...jwk } = publicJwk;
  return { alg: "EdDSA", typ: "JWT", kid: kid as string, jwk };
}

function credentialOf(publicUrl: string, award: AwardView) {
  const { name, badge, program, handle, destination, earnedAt, address } = award;
  const identifier = name === undefined ? {} : { identifier: [{ type: "IdentityObject", hashed: false, identityHash: name, identityType: "name" }] };
  return {
    "@context": CONTEXTS,
    id: `${address}/credential`,
    type: ["VerifiableCredential", "OpenBadgeCredential"],
    name: badge,
    issuer: issuerOf(publicUrl, { handle, name: program, destination }),
    validFrom: new Date(Math.floor(earnedAt / 1000) * 1000).toISOString(),
    credentialSubject: {
      id: `urn:uuid:${uuidOf(award.id)}`,
      type: ["AchievementSubject"],
      ...identifier,
      achievement: achievementOf(publicUrl, award),
    },
    credentialStatus: { id: `${address}/revocations`, type: "1EdTechRevocationList" },
    credentialSchema: [{ id: `${SCHEMAS}/ob_v3p0_achievementcredential_schema.json`, type: "1EdTechJsonSchemaValidator2019" }],
  };
}

/** The list that says whether an award was revoked (1EdTech Revocation List 1.0): one for each, so that it names no others. */
export function revocationsOf(publicUrl: string, handle: string, award: string, isLost: boolean) {
  const address = `${publicUrl}${awardPath(handle, award)}`;
  return {
    id: `${address}/revocations`,
    issuer: `${publicUrl}/b/${handle}/issuer.json`,
    revokedCredentials: isLost ? [{ id: `${address}/credential`, revoked: true, revocationReason: "The award was taken back or has expired." }] : [],
  };
}

/** A UUID of version 8 (RFC 9562) out of a hash of the text. */
function uuidOf(text: string): string {
  const bytes = createHash("sha256").update(`award ${text}`).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
