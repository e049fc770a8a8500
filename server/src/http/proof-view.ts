/** What a program shows to strangers, as its document says: never an invented number, never a small one, never a name that was not agreed to. */
import type { App } from "../app.js";
import type { LinkProgram } from "../commands/link-directory.js";
import { readersOf } from "../commands/people-reader.js";
import type { ProgramDocument } from "../core/document/schema.js";
import { countProof, type FeedItem, loadFeed, type ProofCounts } from "../queries/social-proof.js";
import { listTestimonials } from "../queries/testimonials.js";
import { say } from "../words/format.js";
import { textIn } from "./explanation-view.js";
import type { Language } from "./language.js";
import { documentOf } from "./portal-look.js";
import { publicPicture } from "./public-picture.js";
import { instant } from "./views.js";

/** So long after something happened it is told to strangers: nobody is followed through the day, and what was a mistake can be put right. */
const FEED_DELAY_MS = 10 * 60_000;
const SHOWN_MAX = 10;

/** In the language: counters, what just happened, what members say. */
export async function proofOf(app: App, program: LinkProgram, language: Language) {
  const [counters, feed, testimonials] = await Promise.all([
    countersOf(app, program, language),
    feedOf(app, program, language),
    testimonialsOf(app, program, SHOWN_MAX),
  ]);
  return { counters, feed, testimonials };
}

/** The numbers that the program shows. */
export async function countersOf(app: App, program: LinkProgram, language: Language) {
  const { counters = [] } = (await documentOf(app, program))?.socialProof ?? {};
  if (counters.length === 0) return [];
  const counts = await countsOf(app, program);
  return counters.flatMap((what) => counterView(what, counts[what], language));
}

/** What members say, the latest first. */
export async function testimonialsOf(app: App, program: LinkProgram, limit: number) {
  if ((await documentOf(app, program))?.socialProof?.testimonials !== true) return [];
  const { workspace, id, handle } = program;
  const { rows } = await listTestimonials(app.db, workspace.id, readersOf(workspace), { program: id, state: "shown" }, { limit });
  return rows.flatMap(({ words, name = null, rating, picture, writtenAt }) =>
    words === null ? [] : [{ name, words, rating, picture: picture && publicPicture(app, handle, picture), writtenAt: instant(writtenAt) }],
  );
}

async function feedOf(app: App, program: LinkProgram, language: Language) {
  const document = await documentOf(app, program);
  if (document?.socialProof?.feed !== true) return [];
  const { workspace, id, clock } = program;
  const until = (clock ?? app.now()) - FEED_DELAY_MS;
  const items = await loadFeed(app.db, workspace.id, readersOf(workspace).people, { program: id, until, limit: SHOWN_MAX });
  return items.map((item) => ({ at: instant(item.at), sentence: sentenceOf(document, item, language) }));
}

/** To count so many takes a while; it is not done for each visitor. A milestone that is a minute old is as true. */
const MANY = 1_000;
const REMEMBERED_MS = 60_000;
interface Counted {
  counts: Promise<ProofCounts>;
  until: number;
}
const counted = new WeakMap<App, Map<string, Counted>>();
function countsOf(app: App, { workspace, id }: LinkProgram): Promise<ProofCounts> {
  const known = counted.get(app) ?? new Map<string, Counted>();
  counted.set(app, known);
  const last = known.get(id);
  if (last !== undefined && app.now() < last.until) return last.counts;
  const now: Counted = { counts: countProof(app.db, workspace.id, id), until: Number.POSITIVE_INFINITY };
  known.set(id, now);
  now.counts.then(
    (counts) => {
      now.until = Math.max(...Object.values(counts)) < MANY ? 0 : app.now() + REMEMBERED_MS;
    },
    () => known.delete(id),
  );
  return now.counts;
}

function counterView(what: "members" | "friends" | "badges", count: number, language: Language) {
  const atLeast = milestoneOf(count);
  if (atLeast === undefined) return [];
  return [{ what, atLeast, sentence: say(language, count === atLeast ? `proof.${what}` : `proof.more.${what}`, { count: atLeast }) }];
}
/** The last of 10, 20, 50, 100, 200, 500, … that the number has reached; undefined below ten: a small number is nobody's to look at. */
function milestoneOf(count: number): number | undefined {
  if (count < 10) return undefined;
  const power = 10 ** Math.floor(Math.log10(count) + 1e-9);
  return power * (count >= 5 * power ? 5 : count >= 2 * power ? 2 : 1);
}

const THINGS = {
  "badge.earned": { key: "feed.badge", field: "badge", list: "badges" },
  "stamp_card.completed": { key: "feed.card", field: "card", list: "stampCards" },
  "level.reached": { key: "feed.level", field: "level", list: "levels" },
  "tier.reached": { key: "feed.tier", field: "tier", list: "tiers" },
} as const;

function sentenceOf(document: ProgramDocument | undefined, { kind, body, name }: FeedItem, language: Language): string {
  const { key, field, list } = THINGS[kind];
  const id = String(body[field] ?? "");
  const thing = document?.[list]?.find((each) => each.id === id);
  const step = thing !== undefined && "steps" in thing ? thing.steps.find((each) => each.id === body.step) : undefined;
  const text = textIn((step ?? thing)?.name, language) ?? step?.id ?? id;
  return say(language, key, { named: name === undefined ? "no" : "yes", name: name ?? "", thing: text });
}
