/** Addresses by which a message is handed to a channel: the member sees it there before it is sent, and can change it. */
import type { ShareChannel } from "../core/document/schema/sharing.js";
import { say } from "../words/format.js";
import type { Language } from "./language.js";

/** What is handed to a channel. */
export interface Message {
  /** Without the link. */
  text: string;
  link: string;
  /** Of an e-mail. */
  subject: string;
}

/** Each part of a message where it stands in a channel's address, as percent-encoded text. */
const TEMPLATES: Record<Exclude<ShareChannel, "copy">, string> = {
  whatsapp: "https://wa.me/?text={both}",
  telegram: "https://t.me/share/url?url={link}&text={text}",
  vk: "https://vk.com/share.php?url={link}&title={text}",
  messenger: "fb-messenger://share/?link={link}",
  x: "https://x.com/intent/post?text={text}&url={link}",
  facebook: "https://www.facebook.com/sharer/sharer.php?u={link}",
  linkedin: "https://www.linkedin.com/sharing/share-offsite/?url={link}",
  // Both what Android and what iOS wants before the text.
  sms: "sms:?&body={both}",
  email: "mailto:?subject={subject}&body={both}",
};

/**
 * The address that opens the channel, with places for {text}, {link}, {both} (text, a blank, link) and {subject}. Facebook, LinkedIn and Messenger take a link
 * alone, and show what its page says of itself. Null for copying, which needs no address.
 */
export function shareTemplate(channel: ShareChannel): string | null {
  return channel === "copy" ? null : TEMPLATES[channel];
}

/** Opens the channel with the message and the link; null for copying. */
export function shareAddress(channel: ShareChannel, { text, link, subject }: Message): string | null {
  const values: Record<string, string> = { text, link, both: `${text} ${link}`, subject };
  return shareTemplate(channel)?.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? "")) ?? null;
}

const NAMES = { whatsapp: "WhatsApp", telegram: "Telegram", vk: "VK", messenger: "Messenger", x: "X", facebook: "Facebook", linkedin: "LinkedIn" };
/** What people call it. */
export function channelName(channel: ShareChannel, language: Language): string {
  return channel in NAMES ? NAMES[channel as keyof typeof NAMES] : say(language, `share.channel.${channel}`);
}
