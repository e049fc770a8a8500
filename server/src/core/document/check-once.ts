/** Checks when something of the game takes place: once between two moments, or in each period of the calendar. */
import { checkMoment } from "./check-identity.js";
import { type Checking, report } from "./checking.js";
import { pointerTo } from "./problem.js";

interface Time {
  from?: string;
  until?: string;
  every?: string;
}
/** Something that takes place once between two moments or in each period. */
export function checkTime(checking: Checking, time: Time, path: string): void {
  const { from, until, every } = time;
  const isOnce = from !== undefined || until !== undefined;
  if (isOnce && every !== undefined)
    report(checking, pointerTo(path, "every"), "it has a time of its own already", "Write every, or from and until.");
  else if (isOnce) checkOnce(checking, time, path);
  else if (every === undefined) report(checking, path, "it has no time", "Write from and until, or every: month.");
}
/** Both moments are there, and the first one is first. */
export function checkOnce(checking: Checking, { from, until }: Time, path: string): void {
  if (from === undefined || until === undefined) {
    report(checking, path, "a beginning and an end belong together", "Write from and until.");
    return;
  }
  const [begins, ends] = [checkMoment(checking, pointerTo(path, "from"), from), checkMoment(checking, pointerTo(path, "until"), until)];
  if (begins !== undefined && ends !== undefined && begins >= ends)
    report(checking, pointerTo(path, "until"), "it is over before it begins", "Put until later than from.");
}
