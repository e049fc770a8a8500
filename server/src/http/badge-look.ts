import type { App } from "../app.js";
import { findPicture } from "../commands/pictures.js";
import type { Workspace } from "../commands/workspace-directory.js";
import type { Badge } from "../core/document/schema.js";
import { type BadgeLook, lookOf } from "./pictures/badge.js";

/** How the badge looks, with the owner's own picture where it names one that is there. */
export async function badgeLook(app: App, workspace: Workspace, badge: Badge): Promise<BadgeLook> {
  const id = badge.look?.picture;
  const picture = id === undefined ? undefined : await findPicture(app, workspace, id);
  return lookOf(badge, picture?.externalHash === null ? picture.png : null);
}
