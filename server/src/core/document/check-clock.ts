/** Checks triggers that come by themselves. */
import { fixedLength } from "../time.js";
import { type Checking, checkEvent, checkName, report } from "./checking.js";
import { pointerTo, quoted } from "./problem.js";
import type { Trigger } from "./schema.js";

const DAY_MS = 86_400_000;
type Clock = Extract<Trigger, { period: string } | { date: string } | { silence: object }>;

/** Reports a date that no member can have, and a silence that cannot be waited for. */
export function checkClock(checking: Checking, clock: Clock, path: string): boolean {
  if ("date" in clock) return checkDate(checking, clock.date, pointerTo(path, "date"));
  if ("period" in clock) return true;
  const isKnown = clock.of === undefined || checkEvent(checking, pointerTo(path, "of"), clock.of);
  if ((fixedLength(clock.silence) ?? DAY_MS) >= DAY_MS) return isKnown;
  report(checking, pointerTo(path, "silence"), "a silence lasts at least a day", "Write days, months or years: { days: 30 }.");
  return false;
}

function checkDate(checking: Checking, date: string, path: string): boolean {
  const name = date.replace(/^member\.(traits\.)?/, "");
  if (date === "member.joinedAt") return true;
  if (!checkName(checking, path, "trait", name, checking.vocabulary.traits.keys())) return false;
  const { type, personal } = checking.vocabulary.traits.get(name) ?? {};
  const problem = personal
    ? `${quoted(name)} is personal data and sets nothing off`
    : type === "string" || type === "timestamp"
      ? undefined
      : `${quoted(name)} is no date`;
  if (problem !== undefined) report(checking, path, problem, 'Name a trait of type string or timestamp that is not personal; "05-17" tells no age.');
  return problem === undefined;
}
