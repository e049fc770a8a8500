import type { Foundation } from "../app.js";
import { inInstallation } from "../store/db.js";
import { ensureVisitPartitions } from "../store/visits.js";

/** The visits of this month and the next two have a partition. Safe to do at any time, by any number of processes. */
export async function prepareVisits({ db }: Pick<Foundation, "db">): Promise<void> {
  await inInstallation(db, ensureVisitPartitions);
}
