/** The picture of an invitation that networks show beside a shared link: 1200 by 630. */
import { mixed } from "../../core/colour.js";
import { CANVAS, GOLD_FILL, INK, INK_SOFT, inkOn, WHITE } from "./colours.js";
import { block, EMPTY_BLOCK, SHARE_PICTURE } from "./share-picture.js";

/** What stands on it, in the reader's language. */
export interface OfferWords {
  /** "Anna invites you to Tea with friends". */
  invitation: string;
  /** The offer in a sentence; nothing where the program has none. */
  offer: string;
  program: string;
}

const MARGIN = 72;
/** Outlines only: it looks the same wherever it is drawn. Letters that our font lacks are left out. */
export function offerPictureSvg(brand: string, { invitation, offer, program }: OfferWords): string {
  const { width, height } = SHARE_PICTURE;
  const room = width - 2 * MARGIN;
  const who = block(invitation, { width: room, size: offer === "" ? 84 : 56, lines: offer === "" ? 4 : 2, weight: "bold", fill: INK });
  const what = offer === "" ? EMPTY_BLOCK : block(offer, { width: room - 2 * MARGIN, size: 64, lines: 3, weight: "bold", fill: inkOn(brand) });
  const foot = block(program, { width: room - 60, size: 30, lines: 1, weight: "bold", fill: INK_SOFT });
  const footY = height - 78;
  const gap = 40;
  const ticketHeight = offer === "" ? 0 : what.height + 96;
  const top = (footY - 20 - who.height - (offer === "" ? 0 : gap + ticketHeight)) / 2 + 16;
  const ticketTop = top + who.height + gap;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<rect width="${width}" height="${height}" fill="${CANVAS}"/>
<path d="M${width - 250} 0H${width}V250A250 250 0 0 1 ${width - 250} 0Z" fill="${mixed(brand, WHITE, 0.86)}"/>
${who.at(MARGIN, top)}
${offer === "" ? "" : ticket(MARGIN, ticketTop, room, ticketHeight, brand)}
${what.at(2 * MARGIN, ticketTop + 48)}
<path d="M${MARGIN} ${footY}h36" stroke="${GOLD_FILL}" stroke-width="6" stroke-linecap="round"/>
${foot.at(MARGIN + 56, footY - foot.height / 2)}
</svg>`;
}

/** A ticket with a notch on each side. */
function ticket(x: number, y: number, width: number, height: number, fill: string): string {
  const middle = y + height / 2;
  const notch = 26;
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="28" fill="${fill}"/><circle cx="${x}" cy="${middle}" r="${notch}" fill="${CANVAS}"/><circle cx="${x + width}" cy="${middle}" r="${notch}" fill="${CANVAS}"/>`;
}
