/** All that a member's portal of one program shows, in words of one language. */

import QRCode from "qrcode";
import type { App } from "../../app.js";
import { BoundedMap } from "../../bounded-map.js";
import { externalHash } from "../../commands/identities.js";
import { readersOf } from "../../commands/people-reader.js";
import type { Workspace } from "../../commands/workspace-directory.js";
import type { ProgramDocument } from "../../core/document/schema.js";
import { shownOf } from "../../core/shown.js";
import { AppError, unknownMember } from "../../errors.js";
import type { FriendView } from "../../queries/friends.js";
import type { MemberSummary } from "../../queries/member-summary.js";
import type { FoundMember } from "../../queries/members.js";
import type { Person } from "../../queries/people.js";
import { loadPortal, type PortalArriving, type PortalAsked } from "../../queries/portal.js";
import { shownAs } from "../../queries/shown-as.js";
import type { TermsStanding } from "../../queries/terms.js";
import { offersOf } from "../../words/offer.js";
import { pseudonymOf } from "../../words/pseudonym.js";
import { faqOf } from "../faq-of.js";
import type { Language } from "../language.js";
import { portalWords } from "../portal-look.js";
import { knownTo, type ProgramSummaryView, programSummaryViews } from "../program-summary-view.js";
import { proofOf } from "../proof-view.js";
import { shareView } from "../share-view.js";
import { instant, linkOf } from "../views.js";
import { boardsShown, boardViews, ownBoards } from "./boards.js";
import { catalogueViews } from "./catalogue.js";
import { challengeViewsOf } from "./challenges.js";
import { contestViews } from "./contests.js";
import { drawViews } from "./draws.js";
import { friendView, stopsOf } from "./friends.js";
import { badgeViews, barViews, cardViews, streakViews, waitingView } from "./game.js";
import { friendWorth, offersWorth } from "./now-worth.js";
import { purseViews, ticketView } from "./rewards.js";
import { ownTestimonialView } from "./testimonial.js";
import { type Told, tellProgram } from "./told.js";

/** At first; all of them are listed by a call of their own. */
const FRIENDS_SHOWN = 5;

/** The member's summary, their part in each program as it is shown, and their portal. Throws `program_unknown`, `member_unknown`, and `not_found` where the member does not take part. */
export async function portalOf(app: App, workspace: Workspace, externalId: string, wanted: { program: string; language: Language }) {
  const told = await tellProgram(app, workspace, wanted.program, wanted.language);
  const { document, program, programs, published } = told;
  const asked: PortalAsked = {
    externalHash: externalHash(workspace, externalId),
    ...{ program, version: published.version, known: knownTo(programs), friends: FRIENDS_SHOWN },
    boardsAt: (now) => ownBoards(told, now),
    has: {
      contests: (document.contests ?? []).some(({ judged }) => judged !== undefined),
      draws: document.draws !== undefined,
      testimonials: document.socialProof?.testimonials === true,
    },
  };
  const [found, proof] = await Promise.all([
    loadPortal(app.db, workspace.id, readersOf(workspace), asked, (member, parts) => tellParts(told, member, parts)),
    proofIn(told),
  ]);
  if (found === undefined) throw unknownMember();
  const { summary, views, link, member, ...portal } = found;
  return {
    ...{ summary, views },
    portal: {
      ...{ language: wanted.language, now: instant(summary.now), link, qr: await qrOf(link), member: { id: externalId, ...member } },
      ...portal,
      catalogue: await catalogueViews(told, externalId, summary.wallet),
      ...proof,
    },
  };
}

/** Each part is told as soon as it is read. */
async function tellParts(told: Told, member: FoundMember, parts: PortalArriving) {
  const { now } = member;
  const [rewards, friends, standing, boards, contests, draws, program, praise, feedback, person] = await Promise.all([
    parts.rewards.then(({ rows, hasEarlier }) => ({ rewards: rows.map((reward) => ticketView(told, reward)), hasEarlierRewards: hasEarlier })),
    parts.friends.then((friends) => toldFriends(told, friends)),
    parts.standing.then((standing) => standingParts(told, { ...standing, traits: member.traits, now })),
    parts.boards.then((views) => boardViews(told, boardsShown(told, now), views)),
    parts.contests.then((found) => contestViews(told, found, now)),
    parts.tickets.then((tickets) => drawViews(told, tickets, now)),
    parts.terms.then((terms) => programPart(told, terms)),
    parts.testimonial.then((own) => ownTestimonialView(told, own)),
    parts.feedback.then(({ written, answeredAt }) => ({ written, answeredAt: answeredAt === null ? null : instant(answeredAt) })),
    parts.person.then((person) => memberPart(told, member, person)),
  ]);
  const { states, boosters, ...rest } = standing;
  return {
    ...{ program, member: person },
    friends: friendsPart(told, friends, states, (friend) => friendWorth(told, friend, now, boosters)),
    ...{ ...rewards, ...rest, boards, contests, draws, praise, feedback },
  };
}

function standingParts(told: Told, summary: MemberSummary) {
  const { app, document, program, programs, language } = told;
  const nth = summary.programs.findIndex((each) => each.program === program);
  const standing = summary.programs[nth];
  if (standing === undefined) throw new AppError("not_found", { detail: "The member does not take part in this program." });
  const { code, states, boosters } = standing;
  const views = programSummaryViews(programs, summary, language);
  const view = views[nth] as ProgramSummaryView;
  return {
    ...{ summary, views, states, boosters },
    link: linkOf(app.config.publicUrl, document.handle, code),
    code,
    share: shareView(document, { app, code, placement: undefined }, language),
    nowWorth: offersWorth(told, summary.now, boosters),
    purses: purseViews(told, summary.wallet),
    cards: cardViews(told, view),
    badges: badgeViews(told, summary.awards),
    bars: barViews(told, view),
    streaks: streakViews(told, view),
    challenges: challengeViewsOf(told, view),
    waiting: waitingView(told, view),
  };
}

function memberPart({ program, language }: Told, { id, ...member }: FoundMember, person: Person | undefined) {
  const shown = shownOf(member);
  const name = shownAs(person, { named: true }) ?? null;
  return { name, shownAs: (shown.named ? name : null) ?? pseudonymOf(program, id, language), ...shown };
}

function programPart({ document, language, words, program: id, published: { status } }: Told, { accepted, toAccept }: TermsStanding) {
  return {
    id,
    handle: document.handle,
    ...portalWords(document, language),
    status,
    statusText: status === "running" ? null : words(`status.${status}`),
    ...offersOf(document, language),
    terms: `/terms/${document.handle}?lang=${language}`,
    termsToAccept: toAccept === null ? null : { version: toAccept, text: words(accepted === null ? "terms.first" : "terms.new") },
    faq: faqOf(document, language),
  };
}

function toldFriends(told: Told, friends: readonly FriendView[]) {
  const stops = stopsOf(told);
  return friends.map((friend) => ({ friend, view: friendView(told, stops, friend) }));
}
function friendsPart(
  told: Told,
  friends: ReturnType<typeof toldFriends>,
  states: Record<string, number>,
  worthOf: (friend: FriendView) => ReturnType<typeof friendWorth>,
) {
  const all = Object.values(states).reduce((sum, count) => sum + count, 0);
  const counted = (states.qualified ?? 0) + (states.converted ?? 0);
  return {
    text: all === 0 ? told.words("friends.none") : told.words("friends.some", { all, counted }),
    list: friends.map(({ friend, view }) => ({ ...view, nowWorth: worthOf(friend) })),
    more: Math.max(0, all - friends.length),
  };
}

/** What others do and say, as the program shows it to everybody: not looked up for each member who opens the portal. */
const PROOF_KEPT_MS = 10_000;
type Said = Awaited<ReturnType<typeof proofOf>>["testimonials"][number];
type Proof = { testimonials: Omit<Said, "writtenAt">[]; feed: { at: string; sentence: string }[] };
const proofs = new WeakMap<ProgramDocument, Map<Language, { until: number; proof: Promise<Proof> }>>();

function proofIn(told: Told): Promise<Proof> {
  const { app, document, language } = told;
  const kept = proofs.get(document) ?? new Map<Language, { until: number; proof: Promise<Proof> }>();
  proofs.set(document, kept);
  const last = kept.get(language);
  if (last !== undefined && app.now() < last.until) return last.proof;
  const proof = loadProof(told);
  kept.set(language, { until: app.now() + PROOF_KEPT_MS, proof });
  proof.catch(() => kept.delete(language));
  return proof;
}
async function loadProof({ app, document, language, day }: Told): Promise<Proof> {
  const program = document.socialProof === undefined ? undefined : await app.links.findProgram(document.handle);
  if (program === undefined) return { feed: [], testimonials: [] };
  const { feed, testimonials } = await proofOf(app, program, language);
  return {
    feed: feed.map(({ at, sentence }) => ({ at: day(Date.parse(at ?? "")), sentence })),
    testimonials: testimonials.map(({ name, words, rating, picture }) => ({ name, words, rating, picture })),
  };
}

/** A link's QR is the same for ever, and takes a while to draw. */
const qrs = new BoundedMap<string, string>(2_000);
async function qrOf(link: string): Promise<string> {
  const known = qrs.get(link);
  if (known !== undefined) return known;
  const drawn = await QRCode.toString(link, { errorCorrectionLevel: "Q", margin: 2, type: "svg" });
  qrs.set(link, drawn);
  return drawn;
}
