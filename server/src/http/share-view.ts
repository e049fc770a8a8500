/** What a member can send to friends: for each channel the words, the link that tells where it was shared, and the address that opens the channel with both. */

import type { App } from "../app.js";
import { INVITATIONS_A_DAY_MAX } from "../commands/offer-mails.js";
import { SHARE_CHANNELS, type ShareChannel } from "../core/document/schema/sharing.js";
import type { ProgramDocument } from "../core/document/schema.js";
import { say } from "../words/format.js";
import { friendOfferOf } from "../words/offer.js";
import { textIn } from "./explanation-view.js";
import type { Language } from "./language.js";
import { channelName, type Message, shareAddress, shareTemplate } from "./share-channels.js";
import { linkOf } from "./views.js";

/** Where a message can be shared, by the document. */
export function sharedIn(document: ProgramDocument, language: Language, messageFor: (channel: ShareChannel) => Message) {
  return (document.sharing?.channels ?? SHARE_CHANNELS).map((channel) => {
    const message = messageFor(channel);
    const { text, link } = message;
    return { channel, name: channelName(channel, language), text, link, template: shareTemplate(channel), address: shareAddress(channel, message) };
  });
}

/** In the document's order, with the document's words or ours. `placement` goes into every link. */
export function shareView(
  document: ProgramDocument,
  { app, code, placement }: { app: Pick<App, "config" | "mailer">; code: string; placement: string | undefined },
  language: Language,
) {
  const { handle, sharing = {} } = document;
  const program = textIn(document.name, language) ?? handle;
  const offer = friendOfferOf(document, language);
  const things = offer.things.map(({ what }) => what).join(", ");
  const ours = say(language, "share.invitation", { program, things, hasThings: things === "" ? "no" : "yes" });
  const disclosure = offer.inviterGets ? (textIn(sharing.disclosure, language) ?? say(language, "share.disclosure")) : null;
  const subject = say(language, "share.subject", { program });
  const channels = sharedIn(document, language, (channel) => {
    const words = ended(textIn(sharing.messages?.[channel] ?? sharing.message, language) ?? ours);
    const text = disclosure === null ? words : `${words} ${disclosure}`;
    const link = linkOf(app.config.publicUrl, handle, code, { channel, ...(placement !== undefined && { placement }) });
    return { text, link, subject };
  });
  const { invitations: sent } = sharing;
  const invitations = sent === undefined || app.mailer === undefined ? null : { perDay: sent.perDay ?? INVITATIONS_A_DAY_MAX };
  return { program: handle, code, subject, disclosure, channels, invitations };
}
/** A sentence that others can follow. */
function ended(text: string): string {
  return /[.!?…:]$/u.test(text) ? text : `${text}.`;
}
