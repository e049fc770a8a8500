/** What a member's device shows: one sentence of what happened, and where it leads. */
import type { App } from "../../app.js";
import { peopleReader } from "../../commands/people-reader.js";
import type { DuePush } from "../../commands/push-messages.js";
import type { Workspace } from "../../commands/workspace-directory.js";
import type { NewsKind } from "../../core/push-news.js";
import { loadFactThings } from "../../queries/fact-things.js";
import { loadFriendOf } from "../../queries/friends.js";
import { pseudonymOf } from "../../words/pseudonym.js";
import { textIn } from "../explanation-view.js";
import type { Language } from "../language.js";
import { friendStep } from "../portal/friends.js";
import { rewardWords } from "../portal/rewards.js";
import { type Told, tellProgram } from "../portal/told.js";
import { portalWords } from "../portal-look.js";

/** As the service worker of the portal reads it. */
interface PushMessage {
  /** Of two with one tag only one is shown. */
  tag: string;
  title: string;
  body: string;
  lang: Language;
  icon: string;
  /** Where a tap leads. */
  url: string;
}

type Part = "invite" | "rewards" | "play";
const PARTS: Record<NewsKind, Part> = {
  "draw.won": "play",
  "contest.placed": "play",
  "reward.made": "rewards",
  "reward.available": "rewards",
  "reward.waiting": "rewards",
  "badge.earned": "play",
  "tier.reached": "play",
  "level.reached": "play",
  "stamp_card.completed": "play",
  "challenge.completed": "play",
  "waiting_list.admitted": "play",
  "tier.lost": "play",
  "tier.at_risk": "play",
  "goal.reached": "invite",
  "referral.signed_up": "invite",
};
/** What a device shows of a text is less. Both are well within what a message can hold. */
const TITLE_MAX = 100;
const BODY_MAX = 500;

/** The message as JSON; undefined where it is no longer so: the reward was used or taken back, the friend does not count, the program is gone. */
export async function writePushMessage(app: App, workspace: Workspace, due: DuePush): Promise<string | undefined> {
  const language: Language = due.language === "ru" ? "ru" : "en";
  if ((await app.programs.of(workspace.id)).find(due.program) === undefined) return undefined;
  const told = await tellProgram(app, workspace, due.program, language);
  const body = await sentenceOf(told, due);
  if (body === undefined) return undefined;
  const { document } = told;
  const home = `/p/${document.handle}`;
  const message: PushMessage = {
    tag: due.id,
    title: portalWords(document, language).name.slice(0, TITLE_MAX),
    body: body.slice(0, BODY_MAX),
    lang: language,
    icon: `${home}/icon-192.png`,
    url: `${home}#${PARTS[due.fact.kind as NewsKind]}`,
  };
  return JSON.stringify(message);
}

async function sentenceOf(told: Told, due: DuePush): Promise<string | undefined> {
  const { words, document } = told;
  const { body } = due.fact;
  const kind = due.fact.kind as NewsKind;
  const text = (field: string) => String(body[field]);
  switch (kind) {
    case "reward.made":
    case "reward.available":
    case "reward.waiting":
      return rewardSentence(told, body, kind === "reward.waiting" ? "waiting" : "available");
    case "referral.signed_up":
    case "goal.reached":
      return friendSentence(told, due);
    case "badge.earned":
      return words("push.badge", { name: nameOf(told, document.badges, text("badge")) });
    case "stamp_card.completed":
      return words("push.card", { name: nameOf(told, document.stampCards, text("card")) });
    case "challenge.completed":
      return words("push.challenge", { name: nameOf(told, document.challenges, text("challenge")) });
    case "level.reached":
      return words("push.level", { name: nameOf(told, document.levels?.find(({ id }) => id === body.level)?.steps, text("step")) });
    case "tier.reached":
    case "tier.lost":
    case "tier.at_risk": {
      const name = nameOf(told, document.tiers?.find(({ id }) => id === body.tier)?.steps, text("step"));
      if (kind !== "tier.at_risk") return words(kind === "tier.lost" ? "push.tier_lost" : "push.tier", { name });
      return words("push.tier_risk", { name, missing: text("missing"), date: told.day(Date.parse(text("until"))) });
    }
    case "draw.won":
      return words("push.draw", { name: nameOf(told, document.draws, text("draw")) });
    case "contest.placed":
      return words("push.place", { name: nameOf(told, document.contests, text("contest")), place: text("place") });
    case "waiting_list.admitted":
      return words("waiting.admitted");
  }
}

type Named = { id: string; name?: Parameters<typeof textIn>[0] };
function nameOf({ language }: Told, all: readonly Named[] | undefined, id: string): string {
  return textIn(all?.find((each) => each.id === id)?.name, language) ?? id;
}

async function rewardSentence(told: Told, body: Record<string, unknown>, state: "available" | "waiting"): Promise<string | undefined> {
  const { app, workspace, words } = told;
  const { rewards } = await loadFactThings(app.db, workspace.id, peopleReader(workspace), [body]);
  const reward = rewards.get(String(body.reward));
  if (reward?.state !== state) return undefined;
  const { title, claim } = rewardWords(told, reward);
  if (state === "available") return words("push.reward", { what: title });
  return claim === null ? undefined : `${title}. ${claim}`;
}

async function friendSentence(told: Told, { member, fact: { body } }: DuePush): Promise<string | undefined> {
  const { app, workspace, program, language, words } = told;
  const friend = await loadFriendOf(app.db, workspace.id, peopleReader(workspace), { referral: String(body.referral), member });
  if (friend === undefined) return undefined;
  const name = friend.name ?? pseudonymOf(program, friend.friendId, language);
  if (body.goal === undefined) return friendStep(told, friend, "signed_up") && words("push.friend_joined", { name });
  const stop = friendStep(told, friend, String(body.goal));
  return stop && words("push.friend_step", { name, stop });
}
