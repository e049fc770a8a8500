/** What members send to their friends, and where. */
import Type from "typebox";
import { about, closed, oneOf, Text } from "./values.js";

/** In the order in which they are offered. */
export const SHARE_CHANNELS = ["whatsapp", "telegram", "vk", "messenger", "x", "facebook", "linkedin", "sms", "email", "copy"] as const;
export type ShareChannel = (typeof SHARE_CHANNELS)[number];

export const Sharing = Type.Object(
  {
    channels: Type.Optional(
      Type.Array(oneOf([...SHARE_CHANNELS], "A channel."), {
        minItems: 1,
        maxItems: SHARE_CHANNELS.length,
        uniqueItems: true,
        default: [...SHARE_CHANNELS],
        description: "Where members can share, in this order.",
      }),
    ),
    message: Type.Optional(about(Text, "What they send, before the link. Unless said, what the friend gets by the document.")),
    messages: Type.Optional(
      Type.Object(Object.fromEntries(SHARE_CHANNELS.map((channel) => [channel, Type.Optional(about(Text, "What they send there instead."))])), {
        ...closed,
        description: "Where a channel wants other words.",
      }),
    ),
    disclosure: Type.Optional(
      about(
        Text,
        "That whoever shares can get something for it, which the law of many countries demands to be said; it goes with every message. Unless said, a sentence of ours.",
      ),
    ),
    invitations: Type.Optional(
      Type.Object(
        {
          perDay: Type.Optional(Type.Integer({ minimum: 1, maximum: 10, default: 10, description: "How many a member can have sent within a day." })),
        },
        {
          ...closed,
          description:
            "The server sends invitations by e-mail for members: one mail in fixed words to each address, with a way to refuse all further ones. Not unless this is said; only where the server sends mail.",
        },
      ),
    ),
  },
  { ...closed, title: "Sharing", description: "What members send to their friends. They see it before they send it, and can change it." },
);
