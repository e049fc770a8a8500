/** All that a member's portal of one program shows, in words of one language. */

import QRCode from "qrcode";
import type { App } from "../../app.js";
import { feedbackStanding } from "../../commands/feedback.js";
import { externalHash } from "../../commands/identities.js";
import { peopleReader } from "../../commands/people-reader.js";
import type { Workspace } from "../../commands/workspace-directory.js";
import type { ProgramDocument } from "../../core/document/schema.js";
import { shownOf } from "../../core/shown.js";
import { AppError } from "../../errors.js";
import { listAwards } from "../../queries/awards.js";
import { type FriendView, listFriends } from "../../queries/friends.js";
import type { MemberSummary } from "../../queries/member-summary.js";
import { loadMembers } from "../../queries/members.js";
import { listRewards } from "../../queries/rewards.js";
import { shownAs } from "../../queries/shown-as.js";
import type { TermsStanding } from "../../queries/terms.js";
import { offersOf } from "../../words/offer.js";
import { pseudonymOf } from "../../words/pseudonym.js";
import { faqOf } from "../faq-of.js";
import type { Language } from "../language.js";
import { portalWords } from "../portal-look.js";
import { programSummaryView } from "../program-summary-view.js";
import { proofOf } from "../proof-view.js";
import { shareView } from "../share-view.js";
import { instant, linkOf } from "../views.js";
import { boardViews, contestViews } from "./boards.js";
import { catalogueViews } from "./catalogue.js";
import { friendView, stopsOf } from "./friends.js";
import { badgeViews, barViews, cardViews, challengeViewsOf, type Standing, streakViews, waitingView } from "./game.js";
import { friendWorth, offersWorth } from "./now-worth.js";
import { purseViews, rewardViews } from "./rewards.js";
import { ownTestimonialView } from "./testimonial.js";
import { type Told, tellProgram } from "./told.js";

const FRIENDS_SHOWN = 20;
/** Stamps and badges are among them and have a place of their own. */
const REWARDS_READ = 60;
const REWARDS_SHOWN = 30;

/** `loading` is the same member's summary. Throws `program_unknown`, `member_unknown`, and `not_found` where the member does not take part. */
export async function portalOf(
  app: App,
  workspace: Workspace,
  externalId: string,
  wanted: { program: string; language: Language },
  loading: Promise<MemberSummary | undefined>,
) {
  const told = await tellProgram(app, workspace, wanted.program, wanted.language);
  const { document, program, programs } = told;
  const hash = externalHash(workspace, externalId);
  const people = peopleReader(workspace);
  const { db } = app;
  const [[member], summary, friends, rewards, awards, boards, contests, proof, catalogue, praise, feedback] = await Promise.all([
    loadMembers(db, workspace.id, people, [hash]),
    loading,
    listFriends(db, workspace.id, people, { program, referrer: hash, limit: FRIENDS_SHOWN }),
    listRewards(db, workspace.id, people, { member: hash, program }, { limit: REWARDS_READ }),
    listAwards(db, workspace.id, hash),
    boardViews(told, externalId),
    contestViews(told, externalId),
    proofIn(told),
    loading.then((found) => catalogueViews(told, externalId, found?.wallet ?? [])),
    ownTestimonialView(told, externalId),
    feedbackStanding(app, workspace, externalId, program),
  ]);
  const enrolment = member?.enrolments.find((each) => each.program === program);
  const standing = summary?.programs.find((each) => each.program === program);
  if (member === undefined || summary === undefined) throw new AppError("member_unknown", { detail: "No member has this id." });
  if (enrolment === undefined || standing === undefined)
    throw new AppError("not_found", { detail: "The member does not take part in this program." });
  const view = programSummaryView(programs, standing, summary, wanted.language);
  const { publicUrl } = app.config;
  const link = linkOf(publicUrl, document.handle, enrolment.code);
  const shown = shownOf(member);
  const name = shownAs(member.person, { named: true }) ?? null;
  return {
    language: wanted.language,
    now: instant(summary.now),
    program: programPart(told, enrolment),
    member: { id: externalId, name, shownAs: (shown.named ? name : null) ?? pseudonymOf(program, member.id, wanted.language), ...shown },
    link,
    code: enrolment.code,
    qr: await qrOf(link),
    share: shareView(document, { publicUrl, code: enrolment.code, placement: undefined }, wanted.language),
    nowWorth: offersWorth(told, summary.now, standing.boosters),
    friends: friendsPart(told, friends, view, (friend) => friendWorth(told, friend, summary.now, standing.boosters)),
    purses: purseViews(told, summary.wallet),
    rewards: rewardViews(told, rewards.rows).slice(0, REWARDS_SHOWN),
    catalogue,
    cards: cardViews(told, view),
    badges: badgeViews(told, awards ?? []),
    bars: barViews(told, view),
    streaks: streakViews(told, view),
    challenges: challengeViewsOf(told, view),
    boards,
    contests,
    waiting: waitingView(told, view),
    ...proof,
    praise,
    feedback: { written: feedback.written, answeredAt: feedback.answeredAt === null ? null : instant(feedback.answeredAt) },
  };
}

function programPart(told: Told, enrolment: { status: "running" | "paused" | "ended"; terms: TermsStanding }) {
  const { document, language, words, program: id } = told;
  const { status } = enrolment;
  const { accepted, toAccept } = enrolment.terms;
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

function friendsPart(
  told: Told,
  friends: readonly FriendView[],
  { states }: Standing,
  worthOf: (friend: FriendView) => ReturnType<typeof friendWorth>,
) {
  const all = Object.values(states).reduce((sum, count) => sum + count, 0);
  const counted = (states.qualified ?? 0) + (states.converted ?? 0);
  const stops = stopsOf(told);
  return {
    text: all === 0 ? told.words("friends.none") : told.words("friends.some", { all, counted }),
    list: friends.map((friend) => ({ ...friendView(told, stops, friend), nowWorth: worthOf(friend) })),
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
const qrs = new Map<string, string>();
const QRS_KEPT_MAX = 2_000;
async function qrOf(link: string): Promise<string> {
  const known = qrs.get(link);
  if (known !== undefined) return known;
  const drawn = await QRCode.toString(link, { errorCorrectionLevel: "Q", margin: 2, type: "svg" });
  if (qrs.size >= QRS_KEPT_MAX) qrs.delete(qrs.keys().next().value as string);
  qrs.set(link, drawn);
  return drawn;
}
