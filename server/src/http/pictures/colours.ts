/** Colours of pictures and of what is printed, as #RRGGBB. */
import { contrast } from "../../core/colour.js";

export const INK = "#1F1B16";
export const INK_SOFT = "#5C5347";
export const CANVAS = "#FFFBF5";
export const WHITE = "#FFFFFF";
export const BRAND = "#C2410C";
export const CONTROL = "#8A7F70";
export const GOLD_FILL = "#F5B400";

/** White or ink, whichever reads better on the colour (contrast as WCAG 2.2 defines it). */
export function inkOn(colour: string): string {
  return contrast(colour, WHITE) >= contrast(colour, INK) ? WHITE : INK;
}
