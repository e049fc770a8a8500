/** Checks segments: their names, and the conditions on a member. */
import { checkNotReserved } from "./check-declarations.js";
import { type Checking, checkCondition, checkIds, itemsOf, soundItems } from "./checking.js";
import { placeOfSegment } from "./places.js";
import { pointerTo } from "./problem.js";
import type { Segment } from "./schema.js";

export function checkSegments(checking: Checking): void {
  checkIds(checking, itemsOf(checking.document, "", "segments"));
  for (const { value, path } of soundItems<Segment>(checking, checking.document, "", "segments")) {
    checkNotReserved(checking, pointerTo(path, "id"), value.id);
    checkCondition(checking, pointerTo(path, "when"), value.when, placeOfSegment(checking.vocabulary, value.id));
  }
}
