import type { App } from "../app.js";
import type { Workspace } from "../commands/workspace-directory.js";
import { AppError } from "../errors.js";
import { loadPools } from "../queries/coupon-pools.js";
import { loadVersion } from "../queries/programs.js";
import { programOf } from "./program-of.js";

/** The pools of codes of the version in force, with how many codes are left in each. Throws `program_unknown`. */
export async function couponPoolsOf(app: App, workspace: Workspace, name: string) {
  const { id: program, version } = await programOf(app, workspace, name);
  const document = version === null ? undefined : (await loadVersion(app.db, workspace.id, program, version))?.document;
  if (document === undefined) throw new AppError("program_unknown", { detail: "The program has not been published yet." });
  const { couponPools = [] } = document;
  const views = await loadPools(
    app.db,
    workspace.id,
    program,
    couponPools.map(({ id }) => id),
  );
  return couponPools.map(({ id, name }) => {
    const { left = 0, promised = 0, given = 0, waiting = 0 } = views.get(id) ?? {};
    return { id, name: name ?? null, left, promised, given, waiting };
  });
}

/** One of them. Throws `coupon_pool_unknown`. */
export async function couponPoolOf(app: App, workspace: Workspace, program: string, pool: string) {
  const found = (await couponPoolsOf(app, workspace, program)).find(({ id }) => id === pool);
  if (found === undefined) throw new AppError("coupon_pool_unknown", { detail: "The version in force has no such pool any more." });
  return found;
}
