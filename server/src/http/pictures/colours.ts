/** Colours of what is printed. */

export const INK = "#1F1B16";
export const INK_SOFT = "#5C5347";
export const CANVAS = "#FFFBF5";
export const WHITE = "#FFFFFF";
export const BRAND = "#C2410C";

/** White or ink, whichever reads better on the colour (contrast as WCAG 2.2 defines it). */
export function inkOn(colour: string): string {
  return contrast(colour, WHITE) >= contrast(colour, INK) ? WHITE : INK;
}

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const channel = (start: number): number => {
    const value = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}
