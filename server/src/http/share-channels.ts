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

/**
 * Opens the channel with the message and the link. Facebook, LinkedIn and Messenger take a link alone, and show what its page says of itself. Null for
 * copying, which needs no address.
 */
export function shareAddress(channel: ShareChannel, { text, link, subject }: Message): string | null {
  const [t, u, both] = [encodeURIComponent(text), encodeURIComponent(link), encodeURIComponent(`${text} ${link}`)];
  switch (channel) {
    case "whatsapp":
      return `https://wa.me/?text=${both}`;
    case "telegram":
      return `https://t.me/share/url?url=${u}&text=${t}`;
    case "vk":
      return `https://vk.com/share.php?url=${u}&title=${t}`;
    case "messenger":
      return `fb-messenger://share/?link=${u}`;
    case "x":
      return `https://x.com/intent/post?text=${t}&url=${u}`;
    case "facebook":
      return `https://www.facebook.com/sharer/sharer.php?u=${u}`;
    case "linkedin":
      return `https://www.linkedin.com/sharing/share-offsite/?url=${u}`;
    case "sms":
      // Both what Android and what iOS wants before the text.
      return `sms:?&body=${both}`;
    case "email":
      return `mailto:?subject=${encodeURIComponent(subject)}&body=${both}`;
    case "copy":
      return null;
  }
}

const NAMES = { whatsapp: "WhatsApp", telegram: "Telegram", vk: "VK", messenger: "Messenger", x: "X", facebook: "Facebook", linkedin: "LinkedIn" };
/** What people call it. */
export function channelName(channel: ShareChannel, language: Language): string {
  return channel in NAMES ? NAMES[channel as keyof typeof NAMES] : say(language, `share.channel.${channel}`);
}
