/** The picture of an earned badge that networks show beside a shared link: 1200 by 630. */
import { mixed } from "../../core/colour.js";
import { type BadgeLook, badgeMarkup } from "./badge.js";
import { CANVAS, GOLD_FILL, INK, INK_SOFT, WHITE } from "./colours.js";
import { block, EMPTY_BLOCK, SHARE_PICTURE } from "./share-picture.js";

/** What stands on it, in the reader's language. */
export interface AwardWords {
  badge: string;
  /** Who has earned it, as a line: "Anna K has earned it". */
  earnedBy: string;
  about: string;
  program: string;
}

/** Outlines only: it looks the same wherever it is drawn. Letters that our font lacks are left out. */
export function awardPictureSvg(look: BadgeLook, { badge, earnedBy, about, program }: AwardWords): string {
  const { width, height } = SHARE_PICTURE;
  const left = 560;
  const room = width - left - 72;
  const title = block(badge, { width: room, size: 76, lines: 3, weight: "bold", fill: INK });
  const who = block(earnedBy, { width: room, size: 36, lines: 2, weight: "bold", fill: mixed(look.ground, INK, 0.2) });
  const what = about === "" ? EMPTY_BLOCK : block(about, { width: room, size: 30, lines: 3, weight: "medium", fill: INK_SOFT });
  const gap = 26;
  const total = title.height + gap + who.height + (about === "" ? 0 : gap + what.height);
  let y = (height - 70 - total) / 2 + 10;
  const parts: string[] = [];
  for (const part of [title, who, what]) {
    parts.push(part.at(left, y));
    y += part.height + (part.height === 0 ? 0 : gap);
  }
  const foot = block(program, { width: room, size: 28, lines: 1, weight: "bold", fill: INK_SOFT });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<rect width="${width}" height="${height}" fill="${CANVAS}"/>
<path d="M0 0H470C545 190 545 440 470 630H0Z" fill="${mixed(look.ground, WHITE, 0.86)}"/>
${confetti(look)}
<g transform="translate(258 315) scale(4)">${badgeMarkup(look)}</g>
${parts.join("\n")}
<path d="M${left} ${height - 84}h36" stroke="${GOLD_FILL}" stroke-width="6" stroke-linecap="round"/>
${foot.at(left + 56, height - 84 - foot.height / 2)}
</svg>`;
}

/** A few bits of paper around the badge, always the same ones. */
function confetti({ ground }: BadgeLook): string {
  const colours = [GOLD_FILL, mixed(ground, WHITE, 0.35), mixed(ground, WHITE, 0.6)];
  const bits = BITS.map(([x, y, turn], index) => {
    const fill = colours[index % colours.length];
    return index % 2 === 0
      ? `<rect x="-9" y="-5" width="18" height="10" rx="3" fill="${fill}" transform="translate(${x} ${y}) rotate(${turn})"/>`
      : `<circle cx="${x}" cy="${y}" r="6.5" fill="${fill}"/>`;
  });
  return bits.join("");
}
const BITS = [
  [62, 96, 24],
  [130, 52, 0],
  [222, 58, -18],
  [330, 44, 0],
  [404, 92, 40],
  [462, 176, 0],
  [44, 250, -32],
  [58, 420, 0],
  [84, 534, 16],
  [170, 584, 0],
  [288, 592, -26],
  [384, 566, 0],
  [452, 500, 34],
  [486, 392, 0],
] as const;
