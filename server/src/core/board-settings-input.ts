import type { ExternalHash } from "./record.js";

/** A member leaves leaderboards of a program, or comes back: all of them unless one is named. */
export interface BoardSettingsInput {
  kind: "board.settings";
  program: string;
  member: ExternalHash;
  board?: string;
  takesPart: boolean;
}
