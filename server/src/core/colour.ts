/** Colours as #RRGGBB, and how well one can be read on another (WCAG 2.2). */

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
  return `#${part(1)}${part(3)}${part(5)}`.toUpperCase();
}

const STEPS = 50;
/** The colour, with just as much of the other in it as it needs to have this contrast on every ground; the other itself where no share is enough. */
export function readable(colour: string, grounds: readonly string[], least: number, other: string): string {
  for (let step = 0; step < STEPS; step++) {
    const tried = step === 0 ? colour.toUpperCase() : mixed(colour, other, step / STEPS);
    if (grounds.every((ground) => contrast(tried, ground) >= least)) return tried;
  }
  return other;
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
