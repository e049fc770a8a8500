import { expect, test } from "vitest";
import { SHARE_CHANNELS } from "../core/document/schema/sharing.js";
import { shareAddress } from "./share-channels.js";

const link = "https://refer.example/r/tea/K7P4-M2XQ?c=x&p=y";
const text = "Чай & «печенье», 100 %?\n#1 👋";
const u = "https%3A%2F%2Frefer.example%2Fr%2Ftea%2FK7P4-M2XQ%3Fc%3Dx%26p%3Dy";
const t = "%D0%A7%D0%B0%D0%B9%20%26%20%C2%AB%D0%BF%D0%B5%D1%87%D0%B5%D0%BD%D1%8C%D0%B5%C2%BB%2C%20100%20%25%3F%0A%231%20%F0%9F%91%8B";

test("each channel is opened with exactly the words and the link, whatever is in them", () => {
  expect(Object.fromEntries(SHARE_CHANNELS.map((channel) => [channel, shareAddress(channel, { text, link, subject: "Чай?" })]))).toEqual({
    whatsapp: `https://wa.me/?text=${t}%20${u}`,
    telegram: `https://t.me/share/url?url=${u}&text=${t}`,
    vk: `https://vk.com/share.php?url=${u}&title=${t}`,
    messenger: `fb-messenger://share/?link=${u}`,
    x: `https://x.com/intent/post?text=${t}&url=${u}`,
    facebook: `https://www.facebook.com/sharer/sharer.php?u=${u}`,
    linkedin: `https://www.linkedin.com/sharing/share-offsite/?url=${u}`,
    sms: `sms:?&body=${t}%20${u}`,
    email: `mailto:?subject=%D0%A7%D0%B0%D0%B9%3F&body=${t}%20${u}`,
    copy: null,
  });
});
