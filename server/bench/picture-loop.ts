/** Pictures of earned badges, each of another member and so none drawn before, in a process of its own. Tells the parent process how long each took, in milliseconds. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { checkoutDir } from "../src/config.js";
import type * as AwardPicture from "../src/http/pictures/award-picture.js";
import type * as Badge from "../src/http/pictures/badge.js";
import type * as Png from "../src/http/pictures/png.js";
import type * as SharePicture from "../src/http/pictures/share-picture.js";

// The built files, as the product runs them.
const built = async <T>(name: string): Promise<T> => import(pathToFileURL(join(checkoutDir, "server/dist/http/pictures", name)).href) as Promise<T>;
const { awardPictureSvg } = await built<typeof AwardPicture>("award-picture.js");
const { SHARE_PICTURE } = await built<typeof SharePicture>("share-picture.js");
const { lookOf } = await built<typeof Badge>("badge.js");
const { pngOf } = await built<typeof Png>("png.js");

const pictures = 40;
const look = lookOf({ id: "influencer", rarity: "legendary", look: { shape: "star", icon: "megaphone" } });
const times: number[] = [];
for (let nth = 0; nth < pictures; nth++) {
  const begun = performance.now();
  const words = {
    badge: "Душа компании",
    earnedBy: `Получает Александра-Мария ${nth}`,
    about: "Brought nine friends, and all of them stayed",
    program: "Клуб «Весна»",
  };
  const picture = await pngOf(awardPictureSvg(look, words), SHARE_PICTURE.width);
  if (picture.readUInt32BE(16) !== SHARE_PICTURE.width) throw new Error("The picture has another size.");
  times.push(performance.now() - begun);
}
process.send?.({ times });
process.disconnect?.();
