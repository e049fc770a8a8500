/** Whether the server can do its work. */
import { type Database, inInstallation } from "../store/db.js";

const selectOne = { name: "select_one", text: "select 1" };

/** True if the database answers. */
export async function isDatabaseAnswering(db: Database): Promise<boolean> {
  try {
    await inInstallation(db, (tx) => tx.query(selectOne));
    return true;
  } catch {
    return false;
  }
}
