/** The signs on badges: icons of Lucide (ISC licence), as its package has them. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { BADGE_ICONS } from "../../core/document/schema/game/badge.js";

export type IconName = (typeof BADGE_ICONS)[number];

let bodies: Record<string, { body: string }> | undefined;

/** The inside of an SVG of 24 by 24 that is drawn with lines in `currentColor`. */
export function iconBody(name: IconName): string {
  bodies ??= (JSON.parse(readFileSync(createRequire(import.meta.url).resolve("@iconify-json/lucide/icons.json"), "utf8")) as { icons: typeof bodies })
    .icons;
  const icon = bodies?.[name];
  if (icon === undefined) throw new Error(`There is no icon ${name}.`);
  return icon.body;
}
