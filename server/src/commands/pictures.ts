/** Uploaded pictures: kept for whoever uploaded them until something names them, and swept if nothing does. */

import type { App } from "../app.js";
import { derivedId, keyedHash } from "../core/hash.js";
import { AppError, unknownMember } from "../errors.js";
import { inInstallation, inWorkspace, type Tx } from "../store/db.js";
import {
  countPictures,
  findPictureOwner,
  loadPicture,
  namePicture,
  type PictureOwner,
  type PictureRow,
  savePicture,
  sweepPictures,
} from "../store/pictures.js";
import { listWorkspaces } from "../store/workspaces.js";
import { externalHash } from "./identities.js";
import type { Workspace } from "./workspace-directory.js";

export const PICTURES_A_DAY_MAX = 20;
export const PICTURES_OF_OWNER_MAX = 500;
export const PICTURES_MAX = 20_000;

/** Keeps the picture and gives its id, which follows from it and from whose it is: sent again it is the same one. `member` is the business's own id; null: the owner's. */
export function keepPicture(app: App, workspace: Workspace, member: string | null, picture: PictureRow): Promise<string> {
  const { id: workspaceId, secrets } = workspace;
  return inWorkspace(app.db, workspaceId, async (tx) => {
    const owner = member === null ? null : await ownerOf(tx, workspace, member);
    await assertRoom(tx, workspaceId, owner);
    const id = derivedId("pic", keyedHash(secrets.records, "picture", owner?.memberId ?? "", picture.png.toString("base64")));
    await savePicture(tx, workspaceId, id, owner, picture);
    return id;
  });
}
async function ownerOf(tx: Tx, workspace: Workspace, member: string): Promise<PictureOwner> {
  const owner = await findPictureOwner(tx, workspace.id, workspace.secrets.persons, externalHash(workspace, member));
  if (owner === undefined) throw unknownMember();
  return owner;
}
async function assertRoom(tx: Tx, workspaceId: string, owner: PictureOwner | null): Promise<void> {
  const { all, today, owners } = await countPictures(tx, workspaceId, owner?.memberId ?? null);
  if (owner !== null && today >= PICTURES_A_DAY_MAX)
    throw new AppError("rate_limited", {
      detail: `A member uploads at most ${PICTURES_A_DAY_MAX} pictures a day; try again tomorrow.`,
      retryAfterSeconds: 3600,
    });
  if (owner === null ? owners >= PICTURES_OF_OWNER_MAX : all >= PICTURES_MAX) {
    const max = owner === null ? PICTURES_OF_OWNER_MAX : PICTURES_MAX;
    throw new AppError("conflict", { detail: `There are ${max} pictures, and no more are kept; those that nothing names are gone a day later.` });
  }
}

/** The picture, if it is the member's (the business's own id), or the owner's where that is null. Throws an `AppError` otherwise. */
export async function pictureOf(app: App, workspace: Workspace, member: string | null, id: string): Promise<PictureRow> {
  const whose = member === null ? null : externalHash(workspace, member);
  const picture = await findPicture(app, workspace, id);
  if (picture === undefined || picture.externalHash !== whose) throw new AppError("picture_unknown", { detail: "There is no such picture." });
  return picture;
}
/** Whosever it is. */
export function findPicture(app: App, workspace: Workspace, id: string): Promise<(PictureRow & { externalHash: string | null }) | undefined> {
  return inWorkspace(app.db, workspace.id, (tx) => loadPicture(tx, workspace.id, workspace.secrets.persons, id));
}

/** What goes into a record for the picture that a call names: its id, or null where the member has no such picture, which is then declined. */
export async function namedPicture(
  app: App,
  workspace: Workspace,
  member: string,
  picture: string | undefined,
): Promise<{ picture?: string | null }> {
  if (picture === undefined) return {};
  const isThere = await inWorkspace(app.db, workspace.id, (tx) => namePicture(tx, workspace.id, picture, externalHash(workspace, member)));
  return { picture: isThere ? picture : null };
}

/** In every workspace, what nothing has named for a day is gone. */
export async function sweepPicturesEverywhere(app: App): Promise<void> {
  for (const { id } of await inInstallation(app.db, listWorkspaces)) await inWorkspace(app.db, id, (tx) => sweepPictures(tx, id));
}
