/** Colours of pictures and of what is printed, as #RRGGBB. */

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

/** The contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance). */
export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** The colour with a share (0 to 1) of the other in it. */
export function mixed(colour: string, other: string, share: number): string {
  const part = (start: number): string =>
    Math.round(channelOf(colour, start) * (1 - share) + channelOf(other, start) * share)
      .toString(16)
      .padStart(2, "0");
  return `#${part(1)}${part(3)}${part(5)}`;
}

function luminance(colour: string): number {
  const channel = (start: number): number => {
    const value = channelOf(colour, start) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}
function channelOf(colour: string, start: number): number {
  return Number.parseInt(colour.slice(start, start + 2), 16);
}
