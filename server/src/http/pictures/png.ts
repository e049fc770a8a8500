/** Pictures as PNG, drawn beside the event loop and kept for a while. */

import { createHash } from "node:crypto";
import { renderAsync } from "@resvg/resvg-js";
import { BoundedMap } from "../../bounded-map.js";

/** Some 50 kB each. */
const KEPT_MAX = 200;
const kept = new BoundedMap<string, Promise<Buffer>>(KEPT_MAX);

/** Draws the SVG, which must need nothing from outside and no font, at a width of so many pixels. The same picture is drawn once for as long as it is kept. */
export function pngOf(svg: string, widthPixels: number): Promise<Buffer> {
  const key = createHash("sha256").update(`${widthPixels} ${svg}`).digest("base64");
  const known = kept.get(key);
  const picture = known ?? draw(svg, widthPixels);
  kept.set(key, picture);
  if (known === undefined) picture.catch(() => kept.delete(key));
  return picture;
}

async function draw(svg: string, widthPixels: number): Promise<Buffer> {
  const drawn = await renderAsync(svg, { fitTo: { mode: "width", value: widthPixels }, font: { loadSystemFonts: false } });
  return drawn.asPng();
}
