/** An earned badge as everybody may see it: what its page, its picture and its signed form are made of. */
import type { App } from "../app.js";
import type { LinkProgram } from "../commands/link-directory.js";
import { peopleReader } from "../commands/people-reader.js";
import type { Badge, ProgramDocument } from "../core/document/schema.js";
import { loadSharedAward, type SharedAward } from "../queries/awards.js";
import { loadVersion } from "../queries/programs.js";
import { shownAs } from "../queries/shown-as.js";
import { say, sayDay } from "../words/format.js";
import { badgeLook } from "./badge-look.js";
import { textIn } from "./explanation-view.js";
import type { Language } from "./language.js";
import type { BadgeLook } from "./pictures/badge.js";
import type { ProgramTheme } from "./theme-tokens.js";
import { linkOf } from "./views.js";

export interface AwardView {
  id: string;
  badgeId: string;
  look: BadgeLook;
  badge: string;
  about: string;
  program: string;
  handle: string;
  theme: ProgramTheme | undefined;
  /** By which others may know the member; undefined for nobody's business. */
  name: string | undefined;
  earnedAt: number;
  earnedOn: string;
  /** How often the member has earned the badge. */
  times: number;
  /** Where the page is: whole, and its path. */
  address: string;
  path: string;
  keyPath: string;
  /** Where the program leads, and the member's own link if they want it on the page. */
  destination: string;
  link: string | undefined;
}

/** The page of an award. */
export function awardPath(handle: string, award: string): string {
  return `/b/${handle}/${award}`;
}

/** The award in a language; undefined where there is none, its member does not show it, or it was taken back. */
export async function findAward(app: App, program: LinkProgram, award: string, language: Language): Promise<AwardView | undefined> {
  const { workspace, id } = program;
  const shared = await loadSharedAward(app.db, workspace.id, peopleReader(workspace), { program: id, award });
  if (shared?.stands !== true) return undefined;
  // As the program draws it now; as it was earned where the program has it no more.
  const now = (await app.programs.of(workspace.id)).find(id)?.document;
  const then = badgeIn(now, shared.badge) === undefined ? await loadVersion(app.db, workspace.id, id, shared.version) : undefined;
  const document = then?.document ?? now;
  const badge = badgeIn(document, shared.badge);
  if (document === undefined || badge === undefined || badge.shareable === false) return undefined;
  return viewOf(app, program, document, badge, await badgeLook(app, workspace, badge), shared, language);
}

function badgeIn(document: ProgramDocument | undefined, id: string): Badge | undefined {
  return document?.badges?.find((badge) => badge.id === id);
}

function viewOf(
  app: App,
  { handle }: LinkProgram,
  document: ProgramDocument,
  badge: Badge,
  look: BadgeLook,
  shared: SharedAward,
  language: Language,
): AwardView {
  const { publicUrl } = app.config;
  const path = awardPath(handle, shared.id);
  return {
    id: shared.id,
    badgeId: badge.id,
    look,
    badge: textIn(badge.name, language) ?? badge.id,
    about: textIn(badge.description, language) ?? "",
    program: textIn(document.name, language) ?? handle,
    handle,
    theme: document.theme,
    name: shownAs(shared.person, shared.shown),
    earnedAt: shared.earnedAt,
    times: shared.times,
    earnedOn: sayDay(language, shared.earnedAt, document.timeZone ?? "UTC"),
    address: `${publicUrl}${path}`,
    path,
    keyPath: `/b/${handle}/key.json`,
    destination: document.destination,
    link: shared.withLink && shared.code !== null ? linkOf(publicUrl, handle, shared.code, { channel: "badge" }) : undefined,
  };
}

/** "Earned by Anna K", "Earned 3 times by Anna K". */
export function earnedBy({ name, times: n }: AwardView, language: Language): string {
  return name === undefined ? say(language, "badge.earned_by_member", { n }) : say(language, "badge.earned_by", { name, n });
}
/** "The Influencer: earned by Anna K". */
export function awardTitle({ badge, name }: AwardView, language: Language): string {
  return name === undefined ? say(language, "badge.page_title_member", { badge }) : say(language, "badge.page_title", { badge, name });
}
