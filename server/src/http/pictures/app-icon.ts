/** The icon under which phones keep a program's portal: the first letter of its name on its colour. */
import { GOLD_FILL, inkOn } from "./colours.js";
import { outlineOf, widthOf } from "./lettering.js";

const SIDE = 512;
/** Phones cut icons to their own shape: what matters stays within the middle four fifths. */
const LETTER = 260;

export function appIconSvg(brand: string, name: string): string {
  const letter = (/[\p{L}\p{N}]/u.exec(name)?.[0] ?? "•").toLocaleUpperCase();
  const x = (SIDE - widthOf(letter, LETTER, "bold")) / 2;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE}" height="${SIDE}" viewBox="0 0 ${SIDE} ${SIDE}"><rect width="${SIDE}" height="${SIDE}" fill="${brand}"/><path fill="${inkOn(brand)}" d="${outlineOf(letter, LETTER, "bold", x, 348)}"/><circle cx="392" cy="128" r="34" fill="${GOLD_FILL}"/></svg>`;
}
