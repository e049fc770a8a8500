import Type from "typebox";
import { SHARE_CHANNELS } from "../../core/document/schema/sharing.js";
import { namedObject, nullable, oneOf, Text } from "./shapes.js";

export const ShareTarget = namedObject("ShareTarget", "A channel in which a member can share.", {
  channel: oneOf(SHARE_CHANNELS),
  name: Type.String({ description: "What people call it." }),
  text: Type.String({ description: "What the member sends, before the link. Let the member see it, and change it." }),
  link: Type.String({ description: "The member's link, which tells the channel, or the page that is shared." }),
  template: nullable(
    Type.String(),
    "The address with places for percent-encoded values, {text}, {link}, {both} (text, a blank, link) and {subject}: for when the member changes the words.",
  ),
  address: nullable(
    Type.String(),
    "Opens the channel with words and link. Null for copying. Facebook, LinkedIn and Messenger take the link alone and show what its page says of itself.",
  ),
});
export const Share = namedObject("Share", "What a member can send to friends.", {
  program: Text,
  code: Text,
  subject: Type.String({ description: "Of an e-mail." }),
  disclosure: nullable(
    Type.String(),
    "The sentence in each text by which friends learn that whoever shares can get something; null where nobody can.",
  ),
  channels: Type.Array(ShareTarget),
  invitations: nullable(
    Type.Object({ perDay: Type.Integer({ description: "How many within a day." }) }),
    "That the server sends invitations by e-mail, by `POST /v1/members/{externalId}/invitations`; null where it does not.",
  ),
});
