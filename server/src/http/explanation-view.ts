/** Explanations as they leave the server: the steps as data beside the sentences that say them. */
import type { WorkspacePrograms } from "../commands/program-directory.js";
import { unitOf } from "../core/document/measures.js";
import type { ProgramDocument, Text } from "../core/document/schema.js";
import { vocabularyOf } from "../core/document/vocabulary.js";
import type { TraceItem } from "../core/record.js";
import { formatInstant } from "../core/time.js";
import { finerUnit, precisionOfUnit } from "../core/unit.js";
import type { ExplainedRecord, Explanation } from "../queries/explanation.js";
import type { RewardView } from "../queries/rewards.js";
import { explainStep, type NamedThing, type StepWords } from "../words/explain-step.js";
import { say, sayMoment, type UnitWords } from "../words/format.js";
import { outcomeSentence } from "../words/outcome-sentence.js";
import type { Language } from "./language.js";

/** What sentences need to know of the records and of what they name. */
type Explained = Pick<Explanation<unknown>, "records" | "externalIds"> & {
  rewards: ReadonlyMap<string, Pick<RewardView, "side" | "programId">>;
};

export interface WrittenExplanation {
  sentences: string[];
  records: { id: string; at: string; what: string; outcome: string; steps: { sentence: string; data?: TraceItem }[] }[];
}

/** The explanation in words. A member gets the sentences alone: the data names other people's ids. */
export function writeExplanation(
  programs: WorkspacePrograms,
  explanation: Explained,
  language: Language,
  audience: "owner" | "member",
): WrittenExplanation {
  const records = explanation.records.map((record) => {
    const words = stepWords(programs, explanation, record, language, audience);
    const steps = writtenOut(record, programs).flatMap((item) => {
      const sentence = explainStep(item, words);
      return sentence === undefined ? [] : [audience === "owner" ? { sentence, data: item } : { sentence }];
    });
    return {
      id: `evt_${record.number}`,
      at: formatInstant(record.at),
      what: whatOf(record, language),
      outcome: outcomeSentence(language, record.outcome),
      steps,
    };
  });
  return { sentences: records.flatMap(({ steps }) => steps.map(({ sentence }) => sentence)), records };
}

/** How the reward stands now. */
export function rewardStateSentence(language: Language, reward: RewardView, programs: WorkspacePrograms): string {
  const until = reward.state === "pending" ? (reward.details.hold?.until ?? null) : reward.expiresAt;
  const zone = programs.find(reward.programId)?.document.timeZone ?? "UTC";
  return say(language, `state.reward.${reward.state}`, {
    hasUntil: until === null ? "no" : "yes",
    until: until === null ? "" : sayMoment(language, until, zone),
  });
}

export function referralStateSentence(language: Language, state: string): string {
  return say(language, `state.referral.${state}`);
}

/**
 * What a step leaves to its neighbours, written out: amounts of a calculation are in the unit of the reward that it leads to, those of a goal in the
 * event's currency, and a referral that did not begin here has fallen back to its first stage.
 */
function writtenOut({ trace, input }: ExplainedRecord, programs: WorkspacePrograms): TraceItem[] {
  let unit: unknown;
  const currency = input.kind === "event" ? input.currency : undefined;
  const began = trace.some(({ step }) => step === "referral.began");
  const items = [...trace];
  for (let index = items.length - 1; index >= 0; index -= 1) {
    const item = items[index] as TraceItem;
    if (item.step === "reward.made") unit = item.unit ?? undefined;
    else if (item.step === "grant.missed") unit = unitOfGrant(programs, item);
    else if (item.unit !== undefined) continue;
    else if (item.step === "amount" && unit !== undefined) items[index] = { ...item, unit };
    else if (item.step === "referral.stage" && item.stage === "signed_up" && !began) items[index] = { ...item, back: true };
    else if (item.step === "limit" && (item.measure === "amount" || item.measure === "balance") && unit !== undefined)
      items[index] = { ...item, unit };
    else if ((item.step === "goal.step" && item.sum !== undefined) || item.step === "correction")
      items[index] = { ...item, unit: item.currency ?? currency };
  }
  return items;
}

/** The ledger's unit of a grant that came to nothing, as the programs in force have it. */
function unitOfGrant({ list }: WorkspacePrograms, { rule, grant }: TraceItem): string | undefined {
  for (const { document } of list) {
    const found = document.rules?.find(({ id }) => id === rule)?.grants.find(({ id }) => id === grant);
    if (found === undefined) continue;
    const unit = unitOf(found, vocabularyOf(document))?.ledgerUnit;
    return unit === undefined || found.accrual === undefined ? unit : finerUnit(unit);
  }
  return undefined;
}

function whatOf({ input }: ExplainedRecord, language: Language): string {
  const { kind } = input;
  const values = {
    type: kind === "event" ? input.type : "",
    status: "status" in input ? String(input.status) : "",
    use: kind === "redeem" ? input.use : "",
  };
  return say(language, `record.${kind}`, values);
}

function stepWords(
  programs: WorkspacePrograms,
  { rewards, externalIds }: Explained,
  record: ExplainedRecord,
  language: Language,
  audience: "owner" | "member",
): StepWords {
  const mentioned = programIdsOf(record, rewards);
  const documents = [...programs.list].sort((a, b) => Number(mentioned.has(b.id)) - Number(mentioned.has(a.id))).map(({ document }) => document);
  return {
    language,
    audience,
    timeZone: documents[0]?.timeZone ?? "UTC",
    units: unitWords(programs),
    nameOf: (thing, id) => nameIn(documents, programs, thing, id, language),
    personOf: (id) => externalIds.get(id) ?? id,
    sideOf: (id) => rewards.get(id)?.side,
  };
}

function programIdsOf({ trace }: ExplainedRecord, rewards: Explained["rewards"]): Set<string> {
  const ids = new Set<string>();
  for (const item of trace) {
    if (typeof item.program === "string") ids.add(item.program);
    const reward = typeof item.reward === "string" ? rewards.get(item.reward) : undefined;
    if (reward !== undefined) ids.add(reward.programId);
  }
  return ids;
}

export function unitWords(programs: WorkspacePrograms): UnitWords {
  return {
    precisionOf: (unit) => precisionOfUnit(unit, programs.precisionOf),
    nameOf: (unit, language) => textIn(programs.unitName(unit), language),
  };
}

const LISTS = {
  rule: "rules",
  goal: "goals",
  badge: "badges",
  card: "stampCards",
  check: "eligibility",
  campaign: "campaigns",
  item: "items",
  access: "access",
  tier: "tiers",
  level: "levels",
  streak: "streaks",
  challenge: "challenges",
  contest: "contests",
  draw: "draws",
  board: "leaderboards",
} as const;

/** The name that the program in force gives the thing; its id where it gives none. */
function nameIn(documents: readonly ProgramDocument[], programs: WorkspacePrograms, thing: NamedThing, id: string, language: Language): string {
  if (thing === "tierStep" || thing === "levelStep") return stepNameIn(documents, LISTS[thing === "tierStep" ? "tier" : "level"], id, language);
  if (thing === "program") return textIn(programs.find(id)?.document.name, language) ?? id;
  for (const document of documents) {
    if (thing === "assortment") {
      const assortment = Object.hasOwn(document.assortments ?? {}, id) ? document.assortments?.[id] : undefined;
      if (assortment !== undefined) return textIn(assortment.name, language) ?? id;
      continue;
    }
    const named = document[LISTS[thing]]?.find((one) => one.id === id) as { name?: Text } | undefined;
    if (named !== undefined) return textIn(named.name, language) ?? id;
  }
  return id;
}

function stepNameIn(documents: readonly ProgramDocument[], list: "tiers" | "levels", id: string, language: Language): string {
  const [ownerId, stepId = id] = id.split("/");
  const owner = documents.flatMap((document) => document[list] ?? []).find((each) => each.id === ownerId);
  return textIn(owner?.steps.find((step) => step.id === stepId)?.name, language) ?? stepId;
}

/** The text in the language, else in English, else in the first language that it has. */
export function textIn(text: Text | undefined, language: Language): string | undefined {
  if (text === undefined || typeof text === "string") return text;
  return text[language] ?? text.en ?? Object.values(text)[0];
}
