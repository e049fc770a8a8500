/** Badges, drawn from a shape, two colours, a sign and an edge by rarity: they read at 24 pixels and look worth sharing at 600. */
import { contrast, mixed } from "../../core/colour.js";
import { BADGE_SHAPES } from "../../core/document/schema/game/badge.js";
import type { Badge } from "../../core/document/schema.js";
import { sha256Hex } from "../../core/hash.js";
import { type BadgeShape, RAYS, RIBBON_TAILS, SHAPES } from "./badge-shapes.js";
import { CONTROL, GOLD_FILL, INK, inkOn, WHITE } from "./colours.js";
import { type IconName, iconBody } from "./icons.js";

/** All that its drawing needs. */
export interface BadgeLook {
  shape: BadgeShape;
  icon: IconName;
  ground: string;
  accent: string;
  rarity: NonNullable<Badge["rarity"]>;
  /** The owner's own, as a data: URI of a square PNG. */
  picture: { href: string; isCut: boolean } | null;
}

/** Grounds with accents that read on them (at least 4.5). */
const PAIRS: readonly (readonly [ground: string, accent: string])[] = [
  ["#C2410C", "#FFE8D9"],
  ["#0F766E", "#D6F2EE"],
  ["#8A5A00", "#FFE9B0"],
  ["#86285F", "#FBD9EC"],
  ["#1D4E89", "#D5E8FF"],
  ["#3F6212", "#E5F5C8"],
];
/** What a sign must have at least to be read on its ground (WCAG 2.2, graphics). */
const CONTRAST_MIN = 3;

/** The look of a badge with everything that its document leaves open: always the same for the same id. */
export function lookOf({ id, look = {}, rarity = "common" }: Pick<Badge, "id" | "look" | "rarity">, png: Buffer | null = null): BadgeLook {
  const seed = Number.parseInt(sha256Hex(id).slice(0, 8), 16);
  const pair = PAIRS[seed % PAIRS.length] as (typeof PAIRS)[number];
  const ground = look.colour ?? pair[0];
  const wanted = look.accent ?? (look.colour === undefined ? pair[1] : mixed(ground, WHITE, 0.85));
  return {
    shape: look.shape ?? (BADGE_SHAPES[Math.floor(seed / PAIRS.length) % BADGE_SHAPES.length] as BadgeShape),
    icon: look.icon ?? "award",
    ground,
    accent: contrast(wanted, ground) >= CONTRAST_MIN ? wanted : inkOn(ground),
    rarity,
    picture: png === null ? null : { href: `data:image/png;base64,${png.toString("base64")}`, isCut: look.shape !== undefined },
  };
}

/** A picture of the badge that needs nothing from outside; `name` is its text for those who do not see it. */
export function badgeSvg(look: BadgeLook, name: string, sidePixels = 600): string {
  return picture(sidePixels, name, badgeMarkup(look));
}
/** Its outline, for a badge that is not earned yet. */
export function lockedBadgeSvg({ shape, icon }: BadgeLook, name: string, sidePixels = 600): string {
  const { path, sign } = SHAPES[shape];
  const outline = `fill="none" stroke="${CONTROL}" stroke-width="2" stroke-linejoin="round" stroke-dasharray="5 4" stroke-linecap="round"`;
  return picture(sidePixels, name, `<path d="${path}" ${outline}/>${signed(sign, icon, CONTROL)}`);
}

/** The same as a part of a larger picture: a square of 100 around 0,0. */
export function badgeMarkup({ shape, icon, ground, accent, rarity, picture: own }: BadgeLook): string {
  if (own?.isCut === false) return `<image href="${own.href}" x="-48" y="-48" width="96" height="96"/>`;
  const { path, sign } = SHAPES[shape];
  const shade = mixed(ground, INK, 0.38);
  const light = mixed(ground, WHITE, 0.14);
  const isLegendary = rarity === "legendary";
  const size = isLegendary ? 0.86 : 1;
  const behind = isLegendary
    ? `<path d="${RAYS}" fill="${GOLD_FILL}"/><path d="${RAYS}" fill="${mixed(GOLD_FILL, WHITE, 0.4)}" transform="rotate(7.5) scale(.94)"/>`
    : "";
  const tails = shape === "ribbon" ? `<path d="${RIBBON_TAILS}" fill="${shade}"/>` : "";
  // The thickness of a coin below, a lighter upper half: the light falls from above.
  const body = `<path d="${path}" fill="${shade}" transform="translate(0 2.6)"/><path d="${path}" fill="${ground}"/><path d="${path}" fill="${light}" clip-path="url(#upper)"/>`;
  const ring = edge(shape, accent, rarity);
  const drawn = `${tails}${body}${own === null ? ring + signed(sign, icon, accent) : cut(shape, own.href) + ring}`;
  const upper = '<clipPath id="upper"><path d="M-60-60H60V-14C30-2-20 22-60 24Z"/></clipPath>';
  return `${upper}${behind}<g transform="translate(0 -1.2) scale(${size})">${drawn}</g>`;
}

/** Rings inside the outline, the richer the rarer. */
function edge(shape: BadgeShape, accent: string, rarity: BadgeLook["rarity"]): string {
  const rings: Record<BadgeLook["rarity"], string[]> = {
    common: [ring(shape, 0.88, accent, 'stroke-width="1.4" opacity=".55"')],
    uncommon: [ring(shape, 0.87, accent, 'stroke-width="2.6" stroke-dasharray="0 5.2" stroke-linecap="round" opacity=".9"')],
    rare: [
      ring(shape, 0.92, accent, 'stroke-width="1.5"'),
      ring(shape, 0.83, accent, 'stroke-width="2" stroke-dasharray="0 4.6" stroke-linecap="round" opacity=".85"'),
    ],
    legendary: [
      ring(shape, 0.94, GOLD_FILL, 'stroke-width="3"'),
      ring(shape, 0.84, accent, 'stroke-width="1.2" stroke-dasharray="6 3" opacity=".9"'),
    ],
  };
  return rings[rarity].join("");
}
function ring(shape: BadgeShape, share: number, colour: string, stroke: string): string {
  const { x, y } = SHAPES[shape].sign;
  // Drawn smaller around the middle of the shape, not of the square: a ribbon's disc hangs higher.
  const middle = shape === "ribbon" ? ` translate(${x} ${y}) scale(${share}) translate(${-x} ${-y})` : ` scale(${share})`;
  return `<path d="${SHAPES[shape].path}" fill="none" stroke="${colour}" ${stroke} transform="${middle.trim()}"/>`;
}
/** The owner's picture in the outline. */
function cut(shape: BadgeShape, href: string): string {
  const { path, sign } = SHAPES[shape];
  const side = shape === "ribbon" ? 72 : 96;
  const at = -side / 2;
  return `<clipPath id="cut"><path d="${path}"/></clipPath><image href="${href}" x="${at}" y="${at + (shape === "ribbon" ? sign.y : 0)}" width="${side}" height="${side}" preserveAspectRatio="xMidYMid slice" clip-path="url(#cut)"/>`;
}
function signed({ x, y, size }: { x: number; y: number; size: number }, icon: IconName, colour: string): string {
  const scale = size / 24;
  return `<g transform="translate(${x - size / 2} ${y - size / 2}) scale(${scale})" color="${colour}">${iconBody(icon)}</g>`;
}
function picture(sidePixels: number, name: string, inside: string): string {
  const title = name.replace(/[<>&]/g, (sign) => ({ "<": "&lt;", ">": "&gt;", "&": "&amp;" })[sign] as string);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${sidePixels}" height="${sidePixels}" viewBox="-50 -50 100 100" role="img"><title>${title}</title>${inside}</svg>`;
}
