/** The one row of the installation: when it began, and which secret key its secrets are wrapped with. */
import { createHmac, timingSafeEqual } from "node:crypto";
import { SetupError } from "../errors.js";
import { type Database, inInstallation } from "./db.js";

const insertInstallation = {
  name: "insert_installation",
  text: "insert into installation (created_at, key_check) values (now(), $1) on conflict on constraint installation_pkey do nothing",
};
const selectKeyCheck = { name: "select_key_check", text: "select key_check from installation" };

/** Writes the row on the first start; later throws a `SetupError` unless the key is the one that the database was made with. The check value does not give the key away. */
export async function claimInstallation(db: Database, secretKey: Buffer): Promise<void> {
  const check = createHmac("sha256", secretKey).update("bandwagon installation key check 1").digest("base64url");
  const known = await inInstallation(db, async (tx) => {
    await tx.query(insertInstallation, [check]);
    return (await tx.query<{ key_check: string }>(selectKeyCheck))[0]?.key_check ?? "";
  });
  const [expected, given] = [Buffer.from(known), Buffer.from(check)];
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) {
    throw new SetupError(
      "This database was made with another secret key; set SECRET_KEY to that one, or put back the file secret.key of its DATA_DIR.",
    );
  }
}
