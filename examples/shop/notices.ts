/** What a webhook message means to a customer of the shop. */
import type { Schemas } from "@bandwagon/sdk";
import type { WebhookMessage } from "@bandwagon/sdk/webhooks";
import type { Notice } from "./data.js";
import { centsOf } from "./money.js";

/** The notice that the message gives cause for, or undefined: kinds that the shop does not know pass without one, because there will be more. */
export function noticeOf(message: WebhookMessage): Notice | undefined {
  // fact_812_3 is before fact_812_4 and fact_813_0.
  const base = { at: message.timestamp, order: message.data.id.split("_").slice(1).map(Number) };
  switch (message.type) {
    case "referral.signed_up": {
      const { referral } = message.data;
      return referral?.referrer ? { ...base, customer: referral.referrer, kind: "friend_joined", about: referral.id } : undefined;
    }
    case "badge.earned":
      return message.data.member === null ? undefined : { ...base, customer: message.data.member, kind: "badge", about: message.data.badge };
    case "reward.made":
    case "reward.available":
    case "reward.shrunk":
    case "reward.cancelled":
    case "reward.reversed":
      return ofReward(message.data.reward, message, base);
    default:
      return undefined;
  }
}

function ofReward(reward: Schemas["Reward"] | null, { id, type }: WebhookMessage, base: Pick<Notice, "at" | "order">): Notice | undefined {
  if (reward === null || reward.member === null) return undefined;
  const notice = { ...base, customer: reward.member, about: reward.id };
  if (reward.type === "coupon") return type === "reward.made" ? { ...notice, kind: "coupon_ready", until: reward.expiresAt ?? undefined } : undefined;
  if (reward.type !== "credit") return undefined;
  const amountCents = centsOf(reward.amount ?? "0");
  switch (type) {
    // A message says how things are when it is sent: what is held when it was made may be free by then.
    case "reward.made":
    case "reward.available": {
      const isComing = type === "reward.made" && reward.state === "pending";
      return { ...notice, amountCents, kind: isComing ? "credit_coming" : "credit_ready", until: reward.hold?.until ?? undefined };
    }
    case "reward.shrunk":
      return { ...notice, about: id, kind: "credit_smaller", amountCents: centsOf(reward.remaining ?? "0") };
    default:
      return { ...notice, amountCents, kind: "credit_gone" };
  }
}
