/** Rewards and what a member has, as tickets and purses. */
import type { Grant } from "../../core/document/schema.js";
import { currencyOfUnit } from "../../core/unit.js";
import type { RewardView } from "../../queries/rewards.js";
import type { Purse } from "../../queries/wallet.js";
import { givenBy } from "../../words/terms/giving-words.js";
import { textIn } from "../explanation-view.js";
import { capital } from "../landing-view.js";
import { instant } from "../views.js";
import { phraseOf, type Told } from "./told.js";

/** A reward as a ticket. */
export function ticketView(told: Told, reward: RewardView) {
  const { state, couponCode, givenCode, expiresAt } = reward;
  const grant = grantOf(told, reward);
  const isUsable = state === "available";
  return {
    reward: reward.id,
    title: titleOf(told, reward, grant),
    state,
    stateText: stateText(told, reward),
    code: isUsable ? (couponCode ?? givenCode) : null,
    expires: isUsable && expiresAt !== null ? told.words("reward.use_until", { date: told.day(expiresAt) }) : null,
    until: instant(expiresAt),
    claim: waitsForClaim(reward) ? claimOf(told, reward, grant) : null,
    sentence: because(told, reward),
  };
}
/** What it is, and how to claim it where it waits for that. */
export function rewardWords(told: Told, reward: RewardView): { title: string; claim: string | null } {
  const grant = grantOf(told, reward);
  return { title: titleOf(told, reward, grant), claim: waitsForClaim(reward) ? claimOf(told, reward, grant).text : null };
}
function waitsForClaim({ state, details }: RewardView): boolean {
  return state === "waiting" && details.stock === undefined;
}
function grantOf({ document }: Told, { ruleId, grantId }: RewardView): Grant | undefined {
  return document.rules?.find(({ id }) => id === ruleId)?.grants.find(({ id }) => id === grantId);
}

/** An amount as it was reckoned, anything else as the document describes it. */
function titleOf(told: Told, { kind, unit, amount, details }: RewardView, grant: Grant | undefined): string {
  const { words } = told;
  if (unit !== null && kind !== "coupon")
    return words(`reward.${kind === "credit" || kind === "cash" ? kind : "units"}`, { amount: told.amount(amount, unit) });
  const { items = [], access = [] } = told.document;
  const named = [...items, ...access].find(({ id }) => id === details.item);
  if (named !== undefined) return textIn(named.name, told.language) ?? named.id;
  return grant === undefined || kind === "choice" ? words(`kind.${kind}`) : phraseOf(told, grant);
}

function stateText({ words, day }: Told, { state, details }: RewardView): string {
  const until = state === "pending" ? details.hold?.until : undefined;
  if (state === "waiting" && details.stock !== undefined) return words("state.waits_for_stock");
  return words(`state.${state}`, { hasUntil: until === undefined ? "no" : "yes", until: until === undefined ? "" : day(until) });
}

function claimOf(told: Told, { details: { claim, choice } }: RewardView, grant: Grant | undefined) {
  const until = choice?.until ?? claim?.until;
  const options = choice?.options.map(({ id }) => ({ id, name: optionName(told, grant, id) })) ?? [];
  const date = until === undefined ? "" : told.day(until);
  return { text: told.words(options.length === 0 ? "claim.take" : "claim.choose", { hasUntil: date === "" ? "no" : "yes", date }), options };
}
function optionName(told: Told, grant: Grant | undefined, id: string): string {
  const option = grant !== undefined && "choice" in grant ? grant.choice.options.find((each) => each.id === id) : undefined;
  if (option === undefined) return id;
  return textIn(option.name, told.language) ?? capital(givenBy(told.telling, option).phrase);
}

function because({ document, words, day, language }: Told, { side, ruleId, madeAt }: RewardView): string {
  const name = textIn(document.rules?.find(({ id }) => id === ruleId)?.name, language);
  const date = day(madeAt);
  return name === undefined ? words(`because.${side}`, { date }) : words("because.rule", { name, date });
}

/** Credit is spent in the shop, cash is paid out: the same amount of money says nothing of it. */
function kindOf({ words }: Told, unit: string): string | null {
  const kind = unit.split(":")[0];
  return currencyOfUnit(unit) !== undefined && (kind === "credit" || kind === "cash") ? words(`kind.${kind}`) : null;
}

/** What there is of each unit; nothing of those of which there is nothing. */
export function purseViews(told: Told, wallet: readonly Purse[]) {
  const { words, day, amount } = told;
  return wallet
    .filter(({ available, pending, debt }) => available !== 0n || pending !== 0n || debt !== 0n)
    .map(({ unit, available, pending, debt, nextExpiry }) => ({
      unit,
      kind: kindOf(told, unit),
      available: amount(available, unit),
      pending: pending === 0n ? null : amount(pending, unit),
      debt: debt === 0n ? null : amount(debt, unit),
      expiry: nextExpiry === null ? null : words("purse.expiry", { amount: amount(nextExpiry.amount, unit), date: day(nextExpiry.at) }),
    }));
}
