/** What can be published and will surprise: which warning, where, and what it is about. The sentences are in words/. */
import type { Duration } from "./schema.js";

export const WARNINGS = [
  "never_given",
  "no_goal",
  "no_text",
  "other_language",
  "limit_below_value",
  "limit_below_each",
  "budget_of_one",
  "window_never_open",
  "campaign_never",
  "above_margin",
  "above_margin_share",
  "hold_too_short",
  "no_tickets",
  "brand_too_light",
  "brand_too_dark",
] as const;

/** Texts stand as they are, lists of names in quotation marks, lengths of time in words. */
export type WarningValue = string | number | readonly string[] | readonly Duration[];
export interface Warning {
  /** JSON Pointer (RFC 6901) to the place. */
  path: string;
  warning: (typeof WARNINGS)[number];
  values: Record<string, WarningValue>;
}
