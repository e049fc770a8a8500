/** What members do in challenges and contests of the program of gifts, for the calls that the API describes. */
import type { Shop } from "./shop.js";

/** The member, who waits for an answer to a proof, or takes part in a contest, of the program of gifts. */
export async function provedBy(shop: Shop, member: string): Promise<string> {
  await proving(shop, member);
  return member;
}
export async function entered(shop: Shop, member: string): Promise<string> {
  await shop.put(`/v1/members/${member}/contests/${shop.handle}-gifts/next/entry`, { link: `https://social.example/@${member}/2` });
  return member;
}

/** The member, who has made a squad in the program of gifts. */
export async function teamed(shop: Shop, member: string): Promise<string> {
  await shop.put(`/v1/members/${member}/challenges/${shop.handle}-gifts/together/squad`, {});
  return member;
}

/** The event by which the member proved a challenge of the program of gifts. */
export async function proving(shop: Shop, member: string): Promise<string> {
  const link = "https://social.example/@hugo/1";
  return (await shop.put(`/v1/members/${member}/challenges/${shop.handle}-gifts/post/proof`, { link })).body.event;
}
