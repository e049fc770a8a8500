/** How a member is shown to others: by name, on leaderboards, in the feed. Only as the member agreed. */
import { seatEverywhere } from "./board-runs.js";
import { put, trace } from "./deciding.js";
import { decline } from "./decline.js";
import { findMemberByExternal } from "./look-ups.js";
import type { Engine } from "./occurrence.js";
import type { ExternalHash, Outcome } from "./record.js";

export interface Shown {
  /** By the name that the member chose; otherwise nobody learns who it is. */
  named: boolean;
  /** On leaderboards at all. */
  onBoards: boolean;
  /** In the feed of what just happened. */
  inFeed: boolean;
}

/** What holds until a member says otherwise: a place among the others, and no name. */
export const SHOWN_BY_DEFAULT: Shown = { named: false, onBoards: true, inFeed: false };

/** The member says how others may see them; what is left out stays. The name itself is personal and not part of the log. */
export interface ShowInput {
  kind: "member.show";
  member: ExternalHash;
  shown: Partial<Shown>;
}

export function decideShow(d: Engine, { member: external, shown }: ShowInput): Outcome {
  const member = findMemberByExternal(d.world, external);
  if (member === undefined) return decline("member_unknown");
  const now = { ...shownOf(member), ...shown };
  put(d, "members", member.id, { shown: now });
  if (now.onBoards !== shownOf(member).onBoards) seatEverywhere(d, member.id);
  trace(d, { step: "member.shown", ...now });
  return { status: "done", member: member.id, shown: now };
}

/** What the member agreed to, and what holds where nothing was said. */
export function shownOf({ shown }: { shown: Partial<Shown> | null }): Shown {
  return { ...SHOWN_BY_DEFAULT, ...shown };
}
