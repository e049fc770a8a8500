/** Contests as they leave the server. */
import type { App } from "../app.js";
import { scoreOf } from "../core/contests.js";
import type { RunView } from "../queries/boards.js";
import type { ContestEntryView, ContestRunView, OwnContest } from "../queries/contests.js";
import { publicPicture } from "./public-picture.js";
import { instant } from "./views.js";

export function contestRunView({ run, startsAt, endsAt, dueAt, closedAt, entries, now }: ContestRunView) {
  const state = closedAt !== null ? ("closed" as const) : now < endsAt ? ("open" as const) : ("judging" as const);
  return {
    run,
    state,
    from: instant(startsAt),
    until: instant(endsAt),
    closesAt: instant(closedAt ?? dueAt ?? endsAt),
    closedAt: closedAt === null ? null : instant(closedAt),
    entries,
  };
}

/** A run that was frozen before the document had the contest is none of it. */
export function isRunOf({ frozenAt, progress }: RunView, contest: string): boolean {
  return frozenAt === null || `contest:${contest}` in progress;
}

/** A run of a leaderboard as one of a contest that it ranks. */
export function rankedRunView({ run, startsAt, endsAt, dueAt, frozenAt }: RunView, now: number) {
  const state = frozenAt !== null ? ("closed" as const) : now < (endsAt ?? 0) ? ("open" as const) : ("correcting" as const);
  return { run, state, from: instant(startsAt), until: instant(endsAt), closesAt: instant(frozenAt ?? dueAt), closedAt: instant(frozenAt) };
}

/** For the owner. */
export function contestEntryView({
  id,
  run,
  member,
  state,
  link,
  text,
  picture,
  handedInAt,
  reason,
  marks,
  votes,
  place,
  recordNumber,
}: ContestEntryView) {
  const what = { entry: id, run, member, state, link, text, picture, handedInAt: instant(handedInAt), reason };
  return { ...what, marks, votes, place, event: `evt_${recordNumber}` };
}

/** For whoever handed it in. */
export function ownEntryView({ id, state, reason, place, link, text, picture }: NonNullable<OwnContest["entry"]>) {
  return { entry: id, state, reason, place, link, text, picture };
}

/** For everybody: by name only where the member agreed, without scores until they are final. */
export function publicEntryView(app: App, handle: string, { by, closedAt }: ContestRunView, entry: ContestEntryView) {
  const { id, name = null, link, text, picture, place } = entry;
  const { sum, count } = scoreOf(entry, by);
  const score = closedAt === null ? null : Math.round((100 * sum) / count) / 100;
  return { entry: id, name, link, text, picture: picture === null ? null : publicPicture(app, handle, picture), score, place };
}
