/** Badges: what members earn to keep and to show. */
import Type from "typebox";
import { about, closed, Id, oneOf, Text } from "../values.js";

export const BADGE_SHAPES = ["circle", "shield", "hexagon", "star", "ribbon", "ticket"] as const;
export const BADGE_RARITIES = ["common", "uncommon", "rare", "legendary"] as const;
/** Of the icons of Lucide, by their names there: enough for what people do in programs, few enough to choose from. */
export const BADGE_ICONS = [
  ...[
    "award",
    "badge-check",
    "bell",
    "bike",
    "book-open",
    "briefcase",
    "cake",
    "calendar-check",
    "camera",
    "car",
    "code",
    "coffee",
    "compass",
    "crown",
  ],
  ...["dumbbell", "flame", "flower-2", "footprints", "gem", "gift", "graduation-cap", "hand-heart", "handshake", "heart", "house", "infinity", "key"],
  ...["leaf", "map-pin", "medal", "megaphone", "message-circle", "moon", "mountain", "music", "palette", "party-popper", "paw-print", "pen-line"],
  ...["pizza", "plane", "puzzle", "rocket", "shield-check", "shirt", "shopping-bag", "snowflake", "sparkles", "sprout", "star", "sun", "target"],
  ...["thumbs-up", "ticket", "tree-pine", "trophy", "user-plus", "users", "utensils", "zap"],
] as const;

const Colour = Type.String({ pattern: "^#[0-9A-Fa-f]{6}$" });

const PictureId = Type.String({ pattern: "^pic_[0-9a-hjkmnp-tv-z]{20}$" });

const BadgeLook = Type.Object(
  {
    shape: Type.Optional(oneOf([...BADGE_SHAPES], "Its outline. Chosen by the badge's id unless said.")),
    icon: Type.Optional(oneOf([...BADGE_ICONS], "The sign in the middle, an icon of Lucide.", { default: "award" })),
    colour: Type.Optional(about(Colour, "Its ground, as #RRGGBB. Chosen by the badge's id unless said.")),
    accent: Type.Optional(about(Colour, "Its sign and edge, as #RRGGBB. Where it cannot be read on the ground, a tint of it or white is taken.")),
    picture: Type.Optional(
      about(
        PictureId,
        "Your own picture, by the id that its upload gave (POST /v1/pictures), in the place of the sign. As it is; with a shape cut to it, with the edge of its rarity.",
      ),
    ),
  },
  { ...closed, description: "How the badge is drawn. Whatever is left out is chosen so that it looks designed." },
);
export const Badge = Type.Object(
  {
    id: about(Id, "The badge's name; the same over versions."),
    name: about(Text, "What people call it."),
    description: Type.Optional(about(Text, "What it is for.")),
    look: Type.Optional(BadgeLook),
    rarity: Type.Optional(oneOf([...BADGE_RARITIES], "How seldom it is meant to be: it has the richer edge.", { default: "common" })),
    shareable: Type.Optional(Type.Boolean({ default: true, description: "Whether a member can show it to others." })),
    counted: Type.Optional(
      Type.Boolean({ default: false, description: "Whether it can be earned again and again, and says how often. Otherwise once." }),
    ),
    kept: Type.Optional(
      Type.Boolean({
        default: false,
        description:
          "Whether it stays when what it was earned by is taken back, as an order that is returned. What you refuse or take back yourself goes all the same.",
      }),
    ),
  },
  { ...closed, title: "Badge", description: "A visual award." },
);
