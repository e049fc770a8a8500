import Type from "typebox";
import { BADGE_RARITIES } from "../../core/document/schema/game/badge.js";
import { Id, MaybeMoment, MaybeText, namedObject, nullable, oneOf, Text } from "./shapes.js";
import { ShareTarget } from "./share.js";

const Address = Type.String({ format: "uri", description: "For everybody." });

export const MemberBadge = namedObject("MemberBadge", "A badge of a program, and how a member stands to it.", {
  program: Id,
  handle: Text,
  badge: Type.String({ description: "The badge's id in the program." }),
  name: Text,
  description: MaybeText,
  rarity: oneOf(BADGE_RARITIES),
  shareable: Type.Boolean({ description: "Whether members may show it to others." }),
  picture: Type.Object(
    { svg: Address, png: Address },
    { description: "Of the badge; with ?locked=true its outline, of the PNG with ?size= 24 to 1200 pixels." },
  ),
  award: nullable(Id, "The reward that it is; null as long as it is not earned."),
  earnedAt: MaybeMoment,
  times: Type.Integer({ minimum: 0, description: "How often the member has earned it; more than once where the badge is counted." }),
  page: nullable(
    Type.Object({
      address: Address,
      picture: Type.String({ format: "uri", description: "1200 by 630 pixels, for networks." }),
      credential: Type.String({ format: "uri", description: "Signed as an Open Badge 3.0." }),
      withLink: Type.Boolean({ description: "Whether the page leads on by the member's link." }),
      text: Type.String({ description: "To send, with the address." }),
      channels: Type.Array(ShareTarget, { description: "Where the member can send it." }),
    }),
    "Where others see it; null as long as the member does not show it.",
  ),
});
export const MemberBadges = namedObject("MemberBadges", "A member's badges, by program in its order.", { data: Type.Array(MemberBadge) });
