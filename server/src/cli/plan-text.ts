/** A planned change as people read it. */
import type { PlacedChange } from "../core/document/diff.js";
import { isAnyChange, type PlannedChange } from "./planned-change.js";
import { yamlOf } from "./program-file.js";
import { promisesText } from "./promises-text.js";

/** The plan: what is done, what differs, and whose promises change. */
export function planText(planned: PlannedChange): string {
  if (!isAnyChange(planned)) return `Nothing to change: ${unchanged(planned)}`;
  return [deed(planned), lost(planned), differences(planned), promised(planned)].filter((part) => part !== "").join("\n\n");
}

function unchanged({ handle, inForce, draft }: PlannedChange): string {
  const saved = `the draft of ${handle} (revision ${draft?.revision}) says this already`;
  if (inForce === null) return `${saved}. It was not published yet; --publish publishes it.`;
  if (inForce.changes.length === 0) return `${saved}, and so does version ${inForce.version}, which is in force.`;
  return `${saved}. Version ${inForce.version}, which is in force, does not; --publish publishes the draft.`;
}

function deed({ program, handle, saves, publishes, draft, inForce }: PlannedChange): string {
  if (program === null) return `Makes the program ${handle} and ${publishes ? "publishes it as version 1" : "saves its draft"}.`;
  const saving = draft === null ? "saves the draft" : `replaces the draft (revision ${draft.revision})`;
  const publishing = inForce === null ? "publishes it as its first version" : `publishes it in place of version ${inForce.version}`;
  const deeds = [saves ? saving : "", publishes ? publishing : ""].filter((each) => each !== "").join(" and ");
  return `Program ${handle} (${program}): ${deeds}.`;
}

function lost({ replacesUnpublished, handle, draft }: PlannedChange): string {
  if (!replacesUnpublished) return "";
  return `The draft (revision ${draft?.revision}) says something else than this file and was never published. It will be gone; \`program pull\` of ${handle} keeps it.`;
}

/** From what is replaced: the version in force by a publication, else the draft. */
function differences({ publishes, draft, inForce }: PlannedChange): string {
  if (publishes && inForce !== null) return `What differs from version ${inForce.version}:\n${changesText(inForce.changes)}`;
  return draft === null || draft.changes.length === 0 ? "" : `What differs from the draft:\n${changesText(draft.changes)}`;
}

function promised({ publishes, inForce }: PlannedChange): string {
  if (inForce === null || inForce.promises === null) return "";
  const text = promisesText(inForce.promises);
  return publishes ? text : `Nobody's promises change by saving a draft. If it is published:\n${text}`;
}

/** One change a paragraph, marked as added (+), removed (-) or changed (~); what comes or goes as a whole is shown whole. */
function changesText(changes: readonly PlacedChange[]): string {
  return changes.map(changeText).join("\n");
}
function changeText({ place, before, after, sentence }: PlacedChange): string {
  const mark = before === null ? "+" : after === null ? "-" : "~";
  const whole = before === null ? after : before;
  if (mark === "~" || typeof whole !== "object") return `  ${mark} ${sentence}`;
  const lines = yamlOf(whole)
    .trimEnd()
    .split("\n")
    .map((line) => `  ${mark}   ${line}`);
  return [`  ${mark} ${place}:`, ...lines].join("\n");
}
