/** The outlines of badges around 0,0 in a square of 100, each as a path that can be drawn smaller as a ring inside itself. */
import type { BADGE_SHAPES } from "../../core/document/schema/game/badge.js";

export type BadgeShape = (typeof BADGE_SHAPES)[number];
type Point = readonly [x: number, y: number];

interface Shaped {
  /** Of the outline, whose middle is 0,0. */
  path: string;
  /** Where the sign stands, and how large: the side of its square. */
  sign: { x: number; y: number; size: number };
}

export const SHAPES: Record<BadgeShape, Shaped> = {
  circle: { path: circle(0, 0, 44), sign: { x: 0, y: 0, size: 47 } },
  hexagon: { path: rounded(polygon(6, 47, -90), 7), sign: { x: 0, y: 0, size: 43 } },
  star: { path: rounded(starred(8, 47, 38, -90), 5), sign: { x: 0, y: 0, size: 41 } },
  shield: {
    path: "M0-46C9-39 23-36 36-36C38.500-36 40-34.500 40-32L40-4C40 20 23 37 0 46C-23 37-40 20-40-4L-40-32C-40-34.500-38.500-36-36-36C-23-36-9-39 0-46Z",
    sign: { x: 0, y: -3, size: 43 },
  },
  ribbon: { path: circle(0, -10, 35), sign: { x: 0, y: -10, size: 36 } },
  ticket: { path: ticket(47, 35), sign: { x: 0, y: 0, size: 41 } },
};

/** The two ends that hang below a ribbon. */
export const RIBBON_TAILS = rounded(
  [
    [-22, 6],
    [0, 18],
    [22, 6],
    [29, 46],
    [15.5, 39.5],
    [4, 47],
    [0, 26],
    [-4, 47],
    [-15.5, 39.5],
    [-29, 46],
  ],
  2,
);
/** The rays behind a legendary badge. */
export const RAYS = rounded(starred(24, 49.5, 44, -90), 1.5);

function circle(x: number, y: number, radius: number): string {
  return `M${x} ${y - radius}a${radius} ${radius} 0 1 1 0 ${2 * radius}a${radius} ${radius} 0 1 1 0 ${-2 * radius}Z`;
}
function polygon(corners: number, radius: number, from: number): Point[] {
  return Array.from({ length: corners }, (_, index) => onCircle(radius, from + (index * 360) / corners));
}
function starred(points: number, outer: number, inner: number, from: number): Point[] {
  return Array.from({ length: 2 * points }, (_, index) => onCircle(index % 2 === 0 ? outer : inner, from + (index * 180) / points));
}
function onCircle(radius: number, degrees: number): Point {
  const angle = (degrees * Math.PI) / 180;
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}
/** A closed path through the corners, each of them rounded from so far before it to so far behind it. */
function rounded(corners: readonly Point[], radius: number): string {
  const parts = corners.map((corner, index) => {
    const before = towards(corner, corners.at(index - 1) as Point, radius);
    const behind = towards(corner, corners[(index + 1) % corners.length] as Point, radius);
    return `${index === 0 ? "M" : "L"}${written(before)}Q${written(corner)} ${written(behind)}`;
  });
  return `${parts.join("")}Z`;
}
function towards([x, y]: Point, [toX, toY]: Point, distance: number): Point {
  const share = Math.min(0.5, distance / Math.hypot(toX - x, toY - y));
  return [x + (toX - x) * share, y + (toY - y) * share];
}
function written([x, y]: Point): string {
  return `${Math.round(x * 100) / 100} ${Math.round(y * 100) / 100}`;
}
/** A ticket with a round bite out of each short side. */
function ticket(halfWidth: number, halfHeight: number): string {
  const [radius, bite] = [7, 7];
  const across = 2 * (halfWidth - radius);
  const side = halfHeight - radius - bite;
  const corner = (dx: number, dy: number): string => `a${radius} ${radius} 0 0 1 ${dx} ${dy}`;
  const notch = (dy: number): string => `a${bite} ${bite} 0 0 0 0 ${dy}`;
  return `M${-halfWidth + radius} ${-halfHeight}h${across}${corner(radius, radius)}v${side}${notch(2 * bite)}v${side}${corner(-radius, radius)}h${-across}${corner(-radius, -radius)}v${-side}${notch(-2 * bite)}v${-side}${corner(radius, -radius)}Z`;
}
