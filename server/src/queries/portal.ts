/** What a member's portal of one program shows, read in one transaction: questions that do not wait for each other travel together. */
import { type Database, readInWorkspace } from "../store/db.js";
import { type OwnPlace, selectPlace } from "./board-places.js";
import { type OwnAsked, type OwnView, selectOwnView } from "./boards.js";
import { type ContestRunView, type OwnContest, selectContestRuns, selectOwnContests } from "./contests.js";
import { type OwnTickets, selectOwnTickets } from "./draws.js";
import { selectFeedbackStanding } from "./feedback-standing.js";
import { type FriendView, selectFriends } from "./friends.js";
import { type KnownPrograms, type MemberSummary, selectMemberSummary } from "./member-summary.js";
import { type FoundMember, selectMember } from "./members.js";
import { nobody, type Person, together } from "./people.js";
import { type RewardView, selectRewards } from "./rewards.js";
import { loadTermsStanding, type TermsStanding } from "./terms.js";
import { selectTestimonials, type TestimonialReaders, type TestimonialView } from "./testimonials.js";

export interface PortalAsked {
  externalHash: string;
  program: string;
  /** In force. */
  version: number;
  known: KnownPrograms;
  friends: number;
  rewards: number;
  /** The rankings at a moment. */
  boardsAt(now: number): OwnAsked[];
  /** Whether there are judged contests and draws, and whether members may say something about the program. */
  has: { contests: boolean; draws: boolean; testimonials: boolean };
}
export interface PortalFound {
  member: FoundMember;
  person: Person | undefined;
  summary: MemberSummary;
  terms: TermsStanding;
  /** The latest first. */
  friends: FriendView[];
  rewards: RewardView[];
  /** One for each that was asked for. */
  boards: OwnView[];
  contests: { runs: ContestRunView[]; own: OwnContest[] };
  tickets: OwnTickets[];
  testimonial: TestimonialView | undefined;
  feedback: { written: number; answeredAt: number | null };
}

/** Undefined for an unknown member. */
export function loadPortal(db: Database, workspaceId: string, readers: TestimonialReaders, asked: PortalAsked): Promise<PortalFound | undefined> {
  const { externalHash, program, version } = asked;
  return readInWorkspace(db, workspaceId, async (tx) => {
    const member = await selectMember(tx, workspaceId, externalHash);
    if (member === undefined) return undefined;
    const { id } = member;
    const own = readers.people(tx, [id]);
    const people = together(readers.people, own);
    const places = new Map<string, Promise<OwnPlace | undefined>>();
    const placeIn = (run: string) => {
      const place = places.get(run) ?? selectPlace(tx, workspaceId, run, id);
      places.set(run, place);
      return place;
    };
    const contestsOf = async () => {
      const runs = asked.has.contests ? await selectContestRuns(tx, workspaceId, program, null) : [];
      const runIds = runs.map((run) => run.id);
      return { runs, own: runs.length === 0 ? [] : await selectOwnContests(tx, workspaceId, readers.payloads, program, id, runIds) };
    };
    const testimonialOf = async () => {
      if (!asked.has.testimonials) return undefined;
      const { payloads } = readers;
      return (await selectTestimonials(tx, workspaceId, { people: nobody, payloads }, { program, member: id }, { limit: 1 })).rows[0];
    };
    const rewarding = selectRewards(tx, workspaceId, nobody, { program }, { limit: asked.rewards }, id).then(({ rows }) => rows);
    // Where there is one program alone, its latest rewards are the latest of all.
    const isOnly = asked.known.ids.length === 1;
    const [boards, summary, terms, friends, rewards, contests, tickets, testimonial, feedback, persons] = await Promise.all([
      Promise.all(asked.boardsAt(member.now).map((board) => selectOwnView(tx, workspaceId, people, board, member, placeIn(board.run)))),
      selectMemberSummary(
        tx,
        workspaceId,
        people,
        member,
        asked.known,
        placeIn,
        isOnly ? async (limit) => (await rewarding).slice(0, limit) : undefined,
      ),
      loadTermsStanding(tx, workspaceId, [{ program, version, ids: member.ids }]),
      selectFriends(tx, workspaceId, people, { program, referrer: id, limit: asked.friends }),
      rewarding,
      contestsOf(),
      asked.has.draws ? selectOwnTickets(tx, workspaceId, program, member.ids) : [],
      testimonialOf(),
      selectFeedbackStanding(tx, workspaceId, member.ids, program),
      own,
    ]);
    return {
      ...{ member, person: persons.get(id), summary, friends, rewards, boards, contests, tickets, testimonial, feedback },
      terms: terms.get(`${id} ${program}`) ?? { accepted: null, toAccept: version },
    };
  });
}
