/** What a member's portal of one program shows, read in one transaction: questions that do not wait for each other travel together. */
import { BoundedMap } from "../bounded-map.js";
import { type Database, readInWorkspace, type Tx } from "../store/db.js";
import { type OwnPlace, selectPlace } from "./board-places.js";
import { type OwnAsked, type OwnView, selectOwnView } from "./boards.js";
import { type ContestRunView, type OwnContest, selectContestRuns, selectOwnContests } from "./contests.js";
import { type OwnTickets, selectOwnTickets } from "./draws.js";
import { type FeedbackStanding, selectFeedbackStanding } from "./feedback-standing.js";
import { type FriendView, selectFriends } from "./friends.js";
import { type KnownPrograms, LATEST_SHOWN, type MemberStanding, selectMemberStanding } from "./member-summary.js";
import { type FoundMember, selectMember } from "./members.js";
import { nobody, type Person, together } from "./people.js";
import { type LatestRewards, selectLatestRewards } from "./rewards.js";
import { loadTermsStanding, type TermsStanding } from "./terms.js";
import { selectTestimonials, type TestimonialReaders, type TestimonialView } from "./testimonials.js";

export interface PortalAsked {
  externalHash: string;
  program: string;
  /** In force. */
  version: number;
  known: KnownPrograms;
  /** How many friends at most. */
  friends: number;
  /** The rankings at a moment. */
  boardsAt(now: number): OwnAsked[];
  /** Whether there are judged contests and draws, and whether members may say something about the program. */
  has: { contests: boolean; draws: boolean; testimonials: boolean };
}
export interface PortalParts {
  person: Person | undefined;
  standing: MemberStanding;
  terms: TermsStanding;
  /** The latest first. */
  friends: FriendView[];
  rewards: LatestRewards;
  /** One for each that was asked for. */
  boards: OwnView[];
  contests: { runs: ContestRunView[]; own: OwnContest[] };
  tickets: OwnTickets[];
  testimonial: TestimonialView | undefined;
  feedback: FeedbackStanding;
}
/** Each as soon as it is read. */
export type PortalArriving = { [Part in keyof PortalParts]: Promise<PortalParts[Part]> };

/**
 * What `tell` makes of the parts, each of which it can word while the others are still read; undefined for an unknown member. Whoever was here before is asked
 * about at once, as they were then, in the same trip to the database that finds out who they are now; where they have changed, they are asked about again.
 */
export function loadPortal<T>(
  db: Database,
  workspaceId: string,
  readers: TestimonialReaders,
  asked: PortalAsked,
  tell: (member: FoundMember, parts: PortalArriving) => Promise<T>,
): Promise<T | undefined> {
  const key = `${workspaceId} ${asked.externalHash}`;
  return readInWorkspace(db, workspaceId, async (tx) => {
    const finding = selectMember(tx, workspaceId, asked.externalHash);
    const before = lastFound.get(key);
    const guessed = before && selectParts(tx, workspaceId, readers, asked, before);
    const member = await finding;
    if (member === undefined) {
      lastFound.delete(key);
      return undefined;
    }
    lastFound.set(key, member);
    const isAsBefore = before !== undefined && askedAbout(asked, before) === askedAbout(asked, member);
    return tell(member, guessed !== undefined && isAsBefore ? guessed : selectParts(tx, workspaceId, readers, asked, member));
  });
}

/** The members who looked last, as they were found. */
const lastFound = new BoundedMap<string, FoundMember>(2_000);
/** All of a member on which it depends what is read. */
function askedAbout({ boardsAt }: PortalAsked, { ids, traits, now }: FoundMember): string {
  return JSON.stringify([ids, traits, boardsAt(now)]);
}

function selectParts(tx: Tx, workspaceId: string, readers: TestimonialReaders, asked: PortalAsked, member: FoundMember): PortalArriving {
  const { program, version, known, has } = asked;
  const { id, ids } = member;
  const own = readers.people(tx, [id]);
  const people = together(readers.people, own);
  const places = new Map<string, Promise<OwnPlace | undefined>>();
  const placeIn = (run: string) => {
    const place = places.get(run) ?? selectPlace(tx, workspaceId, run, id);
    places.set(run, place);
    return place;
  };
  const contestsOf = async () => {
    const runs = has.contests ? await selectContestRuns(tx, workspaceId, program, null) : [];
    const runIds = runs.map((run) => run.id);
    return { runs, own: runs.length === 0 ? [] : await selectOwnContests(tx, workspaceId, readers.payloads, program, id, runIds) };
  };
  const testimonialOf = async () => {
    if (!has.testimonials) return undefined;
    const { payloads } = readers;
    return (await selectTestimonials(tx, workspaceId, { people: nobody, payloads }, { program, member: id }, { limit: 1 })).rows[0];
  };
  const termsOf = async () =>
    (await loadTermsStanding(tx, workspaceId, [{ program, version, ids }])).get(`${id} ${program}`) ?? { accepted: null, toAccept: version };
  // What others wait for goes first.
  const boards = Promise.all(asked.boardsAt(member.now).map((board) => selectOwnView(tx, workspaceId, people, board, member, placeIn(board.run))));
  const rewards = selectLatestRewards(tx, workspaceId, id, LATEST_SHOWN, program);
  // Where there is one program alone, its latest rewards are the latest of all.
  const latest = known.ids.length === 1 ? rewards : undefined;
  const parts: PortalArriving = {
    person: own.then((persons) => persons.get(id)),
    ...{ boards, rewards },
    friends: selectFriends(tx, workspaceId, people, { program, referrer: id }, { limit: asked.friends }).then(({ rows }) => rows),
    standing: selectMemberStanding(tx, workspaceId, people, id, known, placeIn, latest),
    terms: termsOf(),
    contests: contestsOf(),
    tickets: has.draws ? selectOwnTickets(tx, workspaceId, program, ids) : Promise.resolve([]),
    testimonial: testimonialOf(),
    feedback: selectFeedbackStanding(tx, workspaceId, ids, program),
  };
  // A part that nobody waits for has failed with the transaction.
  for (const part of Object.values(parts)) part.catch(() => {});
  return parts;
}
