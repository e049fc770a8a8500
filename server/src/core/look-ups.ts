/** Reading the world by something else than a key: each look-up is an index that the store loads whole. */
import { keyOf } from "./columns.js";
import type { CompiledProgram } from "./document/compiled-program.js";
import { programKeys } from "./keys.js";
import type { MemberRow, ReferralRow, RewardRow, Rows } from "./rows.js";
import { stockOfPool } from "./stock-counters.js";
import { demand, demandIndex, type EarlierEvent, find, peek, type World } from "./world.js";
import type { Index } from "./world-parts.js";

/** At most so many earlier events of a member are looked at: the latest. */
export const HISTORY_MAX = 1000;
/** How many rows of each table one record of due work settles at most. */
export const DUE_CHUNK = 500;
/** Tables of which rows fall due. */
export const DUE_TABLES = ["rewards", "referrals", "timers", "schedules", "boardRuns", "contestRuns", "drawRuns"] as const;
export type DueTable = (typeof DUE_TABLES)[number];
export function isDueTable(table: string): table is DueTable {
  return (DUE_TABLES as readonly string[]).includes(table);
}

/** Who is meant by the business's own id: of a member that was merged the one that it was merged into. */
export function findMemberByExternal(world: World, externalHash: string): MemberRow | undefined {
  const id = world.externals.get(externalHash);
  const row = id === undefined ? undefined : peek(world, "members", id);
  if (row !== undefined) return row.mergedInto === null ? row : standingMember(world, row.mergedInto);
  demandIndex(world, "membersByExternal", externalHash);
  return undefined;
}
/** The member with the id, or the one that it was merged into. */
export function standingMember(world: World, id: string): MemberRow {
  const row = find(world, "members", id);
  if (row === undefined) throw new Error(`there is no member ${id}`);
  return row.mergedInto === null ? row : standingMember(world, row.mergedInto);
}
/** Ids of those that were merged into the member. */
export function mergedOf(member: Pick<MemberRow, "merged"> | undefined): string[] {
  return member?.merged?.split(" ") ?? [];
}
/** "kind\nhash" of all that a member is known by. */
export function identitiesOfMember(world: World, member: string): string[] {
  demandIndex(world, "identitiesOfMember", member);
  const known = world.identities.get(member) ?? new Set<string>();
  return [...known].filter((key) => peek(world, "identities", `${key}\n${member}`) !== undefined);
}
/** Loaded and changed rewards that pass the test, in the order in which they were made. There are few at a time: they are not kept between batches. */
function rewardsThat(world: World, test: (row: RewardRow) => boolean): RewardRow[] {
  const { draft, base } = world;
  const rows: RewardRow[] = [];
  for (const row of draft.rewards.values()) if (test(row)) rows.push(row);
  for (const [id, row] of base.rewards) if (row !== null && !draft.rewards.has(id) && test(row)) rows.push(row);
  return rows.sort((a, b) => a.recordNumber - b.recordNumber || (a.id < b.id ? -1 : 1));
}
/** Whether something may be due for the member by the moment. */
export function hasDue(world: World, member: string, at: number): boolean {
  return (demandIndex(world, "nextDueOf", member) as number) <= at;
}
/** Rewards of a member for which something is due at or before the moment. */
export function dueRewardsOf(world: World, member: string, at: number): RewardRow[] {
  demandIndex(world, "dueRewardsOf", member);
  return rewardsThat(world, (row) => row.recipientId === member && row.dueAt !== null && row.dueAt <= at);
}
/** Lots of a member in a unit that can be spent, the soonest to expire first, then the oldest. */
export function lotsOf(world: World, member: string, unit: string): RewardRow[] {
  demandIndex(world, "lotsOf", `${member}\n${unit}`);
  const isLot = (row: RewardRow) => row.recipientId === member && row.unit === unit && row.state === "available" && row.remaining > 0n;
  return rewardsThat(world, isLot).sort((a, b) => (a.expiresAt ?? Number.MAX_SAFE_INTEGER) - (b.expiresAt ?? Number.MAX_SAFE_INTEGER));
}
/** Rewards made at an occurrence. */
export function rewardsAt(world: World, occurrence: string): RewardRow[] {
  demandIndex(world, "rewardsAt", occurrence);
  return rewardsThat(world, (row) => row.occurrence === occurrence);
}
/** Rewards that wait for more of an item of the program, or of a pool's codes, by what these are counted under. */
export function awaitingStock(world: World, program: string, item: string): RewardRow[] {
  demandIndex(world, "awaitingStock", program);
  const waitsFor = ({ item: own, stock }: RewardRow["details"]) => (stock?.pool === undefined ? own : stockOfPool(stock.pool));
  return rewardsThat(
    world,
    ({ programId, state, details }) => programId === program && state === "waiting" && details.stock !== undefined && waitsFor(details) === item,
  );
}
/** The how-many-eth code of a pool. */
export function poolCodeAt(world: World, program: string, pool: string, position: number): Rows["poolCodes"] | undefined {
  const isMeant = (row: Rows["poolCodes"]) => row.programId === program && row.pool === pool && row.position === position;
  return rowsOf(world, "poolCodeAt", "poolCodes", `${program}\n${pool}\n${position}`, isMeant)[0];
}
/** Uses of coupons for an order that stand. */
export function couponsUsedFor(world: World, subject: string): Rows["redemptions"][] {
  const isMeant = (row: Rows["redemptions"]) => row.kind === "coupon" && row.subject === subject && row.state === "done";
  return rowsOf(world, "couponsUsedFor", "redemptions", subject, isMeant);
}
/** Accesses that the member was ever given. */
export function accessesOf(world: World, member: string): RewardRow[] {
  demandIndex(world, "accessesOf", member);
  return rewardsThat(world, (row) => row.recipientId === member && row.kind === "access");
}
export function rewardsOfReferral(world: World, referral: string): RewardRow[] {
  demandIndex(world, "rewardsOfReferral", referral);
  return rewardsThat(world, (row) => row.referralId === referral);
}
/** Referrals of a referrer for which something is due at or before the moment. */
export function dueReferralsOf(world: World, referrer: string, at: number): ReferralRow[] {
  demandIndex(world, "dueReferralsOf", referrer);
  const rows = [...(world.dueReferrals.get(referrer) ?? [])].map((id) => peek(world, "referrals", id));
  return rows.filter((row) => row !== undefined && row.dueAt !== null && row.dueAt <= at).sort(byRecord) as ReferralRow[];
}
function byRecord(a: ReferralRow | undefined, b: ReferralRow | undefined): number {
  return (a?.recordNumber ?? 0) - (b?.recordNumber ?? 0);
}
/** The id of the referral in which the member is the friend; if there is none, of the one that there could be (L12). Where there can be but one. */
export function referralIdOf(world: World, program: string, member: string): string {
  const own = programKeys(world.keys, world.workspace.id, program, member).referral;
  for (const other of mergedOf(peek(world, "members", member))) {
    const id = programKeys(world.keys, world.workspace.id, program, other).referral;
    if (find(world, "referrals", id)?.friendId === member) return id;
  }
  return own;
}
/** Whether a person is another, or stands above in the program's graph: the referrer, the referrer's referrer, and so on (L12). */
export function isAbove(world: World, program: string, person: string, below: string): boolean {
  const { draft } = world;
  const changed = [...draft.referrals.values()].filter(({ programId }) => programId === program);
  // Who referred whom as it is stored: loaded for a person and all who stand above.
  const stored = new Map<string, string[]>();
  const seen = new Set<string>();
  const next = [below];
  for (let each = next.pop(); each !== undefined; each = next.pop()) {
    if (each === person) return true;
    if (seen.has(each)) continue;
    seen.add(each);
    if (!stored.has(each)) {
      const above = demandIndex(world, "ancestorsOf", `${program}\n${each}`) as readonly Ancestor[];
      for (const id of [each, ...above.flatMap(({ friendId, referrerId }) => [friendId, referrerId])]) stored.set(id, []);
      for (const { id, friendId, referrerId } of above) if (!draft.referrals.has(id)) stored.get(friendId)?.push(referrerId);
    }
    next.push(...(stored.get(each) ?? []));
    for (const { friendId, referrerId } of changed) if (friendId === each) next.push(referrerId);
  }
  return false;
}
/** A referral as it is stored, in which a person, or whoever stands above, is the friend. */
export type Ancestor = Pick<ReferralRow, "id" | "friendId" | "referrerId">;
/** Every referral in the program in which the member is the friend, in the order in which they began. */
export function referralsAsFriend(world: World, program: string, member: string): ReferralRow[] {
  const ids = new Set(demandIndex(world, "referralsAsFriend", `${program}\n${member}`) as readonly string[]);
  for (const { id, programId, friendId } of world.draft.referrals.values()) if (friendId === member && programId === program) ids.add(id);
  const rows = [...ids].map((id) => peek(world, "referrals", id) as ReferralRow).filter(({ friendId }) => friendId === member);
  return rows.sort((a, b) => a.recordNumber - b.recordNumber || (a.id < b.id ? -1 : 1));
}
/** Events of a member before the record, in log order: those that are stored, then those of the batch; and of those that were merged into the member. */
export function historyOf(world: World, member: string, record: number): EarlierEvent[] {
  const people = [member, ...mergedOf(find(world, "members", member))];
  demand(
    world,
    people.map((id) => ({ from: "historyOf", key: `${id}\n${record}` })),
  );
  const events = people.flatMap((id) => [
    ...(demandIndex(world, "historyOf", `${id}\n${record}`) as EarlierEvent[]),
    ...(world.decidedEvents.get(id) ?? []),
  ]);
  if (people.length > 1) events.sort((a, b) => a.number - b.number);
  return events.slice(-HISTORY_MAX);
}
/** Everything that the member was ever given. */
export function rewardsOf(world: World, member: string): RewardRow[] {
  demandIndex(world, "rewardsOf", member);
  return rewardsThat(world, (row) => row.recipientId === member);
}
/** Every referral of which the member is the referrer, in the order in which they began. */
export function referralsOf(world: World, referrer: string): ReferralRow[] {
  return rowsOf(world, "referralsOf", "referrals", referrer, (row) => row.referrerId === referrer);
}
/** Every code of the member, in whatever program. */
export function codesOf(world: World, member: string): Rows["codes"][] {
  return rowsOf(world, "codesOf", "codes", member, (row) => row.memberId === member);
}
export function redemptionsOf(world: World, member: string): Rows["redemptions"][] {
  return rowsOf(world, "redemptionsOf", "redemptions", member, (row) => row.memberId === member);
}
/** Every rate from the one currency to the other. */
export function ratesOf(world: World, from: string, to: string): Rows["exchangeRates"][] {
  return rowsOf(world, "ratesOf", "exchangeRates", `${from}\n${to}`, (row) => row.fromCurrency === from && row.toCurrency === to);
}
/** Events that wait for a rate from the one currency to the other. */
export function parkedOf(world: World, from: string, to: string): Rows["parkedEvents"][] {
  const isMeant = (row: Rows["parkedEvents"]) => row.state === "waiting" && row.fromCurrency === from && row.toCurrency === to;
  return rowsOf(world, "parkedOf", "parkedEvents", `${from}\n${to}`, isMeant);
}
/** What a member has scored in every run of every leaderboard. */
export function boardScoresOf(world: World, member: string): Rows["boardScores"][] {
  demandIndex(world, "boardScoresOf", member);
  const keys = new Set([...world.base.boardScores.keys(), ...world.draft.boardScores.keys()]);
  const rows = [...keys].map((key) => peek(world, "boardScores", key)).filter((row) => row !== undefined && row.memberId === member);
  return (rows as Rows["boardScores"][]).sort((a, b) => (a.runId < b.runId ? -1 : 1));
}
/** Runs of the program's leaderboards that are not frozen. */
export function openRunsOf(world: World, program: string): Rows["boardRuns"][] {
  return rowsOf(world, "openRunsOf", "boardRuns", program, (row) => row.programId === program && row.frozenAt === null);
}
/** Runs of the program's judged contests that have not closed. */
export function openContestsOf(world: World, program: string): Rows["contestRuns"][] {
  return rowsOf(world, "openContestsOf", "contestRuns", program, (row) => row.programId === program && row.closedAt === null);
}
/** What members have handed in for a run of a contest, and not withdrawn. */
export function entriesOf(world: World, run: string): Rows["contestEntries"][] {
  return rowsOf(world, "entriesOf", "contestEntries", run, (row) => row.runId === run && row.state !== "withdrawn");
}
/** Who waits in a ranking, the first so many: whoever was moved since the head is looked at as they stand now. */
export function firstWaiting(world: World, run: string, count: number): Rows["boardScores"][] {
  const moved = [...world.draft.boardScores].filter(([, { runId }]) => runId === run);
  // As many more as may have fallen back or left.
  const stored = demandIndex(world, "firstWaiting", `${run}\n${count + moved.length}`) as readonly string[];
  const keys = new Set([...stored, ...moved.map(([key]) => key)]);
  const rows = [...keys].map((key) => peek(world, "boardScores", key)).filter((row) => row?.state === "in") as Rows["boardScores"][];
  return rows.sort(byPlace).slice(0, count);
}
/** Places of a run that its contests tell of, of all its parts. */
export const PLACINGS_MAX = 1_000;
/** The first so many places of each part of a run: every first place, then every second, each with the better score first; at most so many as there may be. */
export function firstOfRun(world: World, run: string, places: number): { row: Rows["boardScores"]; place: number }[] {
  const moved = [...world.draft.boardScores].filter(([, { runId }]) => runId === run);
  const stored = demandIndex(world, "firstOfRun", `${run}\n${places}\n${moved.length}`) as readonly string[];
  const keys = new Set([...stored, ...moved.map(([key]) => key)]);
  const rows = [...keys].map((key) => peek(world, "boardScores", key)).filter((row) => row?.state === "in") as Rows["boardScores"][];
  const sizes = new Map<string, number>();
  const placed = rows.sort(byPlace).map((row) => {
    const place = (sizes.get(row.partition) ?? 0) + 1;
    sizes.set(row.partition, place);
    return { row, place };
  });
  const first = placed.filter(({ place }) => place <= places);
  return first.sort((a, b) => a.place - b.place || byPlace(a.row, b.row)).slice(0, PLACINGS_MAX);
}
/** The higher score is ahead, then the earlier record. */
export function byPlace(a: Rows["boardScores"], b: Rows["boardScores"]): number {
  if (a.score !== b.score) return a.score > b.score ? -1 : 1;
  return a.reached - b.reached || (a.memberId < b.memberId ? -1 : 1);
}
/** Rewards of places of the program for which something is due by the moment. */
export function duePlacesOf(world: World, program: string, at: number): RewardRow[] {
  demandIndex(world, "duePlacesOf", program);
  return rewardsThat(world, ({ kind, programId, dueAt }) => kind === "places" && programId === program && dueAt !== null && dueAt <= at);
}
/** Loaded and changed rows that pass the test, in the order in which they were made. */
type Listed = "referrals" | "codes" | "redemptions" | "exchangeRates" | "parkedEvents" | "poolCodes" | "boardRuns" | "contestRuns" | "contestEntries";
function rowsOf<T extends Listed>(world: World, index: Index, table: T, key: string, test: (row: Rows[T]) => boolean): Rows[T][] {
  demandIndex(world, index, key);
  const keys = new Set([...world.base[table].keys(), ...world.draft[table].keys()]);
  const rows = [...keys].map((each) => peek(world, table, each)).filter((row) => row !== undefined && test(row)) as Rows[T][];
  return rows.sort((a, b) => a.recordNumber - b.recordNumber || (keyOf(table, a) < keyOf(table, b) ? -1 : 1));
}
/** The event was decided: later ones of the same batch find it in the member's history. */
export function addToHistory(world: World, member: string, event: EarlierEvent): void {
  const events = world.decidedEvents.get(member);
  if (events === undefined) world.decidedEvents.set(member, [event]);
  else events.push(event);
}
/** What the loader found due for a record of due work, and what records before it in the same batch have made due; keys of rows, the earliest first. */
export function dueNow(world: World, record: number, at: number): Record<DueTable, string[]> {
  const found = demandIndex(world, "dueNow", String(record)) as Partial<Record<DueTable, string[]>>;
  return Object.fromEntries(DUE_TABLES.map((table) => [table, withDrafts(world, table, found[table] ?? [], at)])) as Record<DueTable, string[]>;
}
function withDrafts(world: World, table: DueTable, found: string[], at: number): string[] {
  const keys = new Set(found);
  for (const [key, { dueAt }] of world.draft[table]) if (dueAt !== null && dueAt <= at) keys.add(key);
  const dueAt = (key: string) => peek(world, table, key)?.dueAt ?? Number.POSITIVE_INFINITY;
  return [...keys].sort((a, b) => dueAt(a) - dueAt(b) || (a < b ? -1 : 1));
}
/** Members that were enrolled in a program after the record, the next chunk of them, with the record that enrolled the last; null when there are no more. */
export function enrolmentsAfter(world: World, program: string, record: number): { members: string[]; last: number | null } {
  return demandIndex(world, "enrolmentsAfter", `${program}\n${record}`) as { members: string[]; last: number | null };
}
/** Every published program of the workspace with its version in force, in the order of their ids. They are always loaded. */
export function programsOf(world: World): NonNullable<World["inForce"]> {
  if (world.inForce !== null) return world.inForce;
  const ids = [...new Set([...world.base.programs.keys(), ...world.draft.programs.keys()])].sort();
  const rows = ids.map((id) => peek(world, "programs", id)).filter((row) => row !== undefined);
  world.inForce = rows.map(({ id, version }) => ({ programId: id, version, program: versionOf(world, id, version), referralId: null }));
  return world.inForce;
}
/** The compiled document of a version. */
export function versionOf(world: World, program: string, version: number): CompiledProgram {
  const known = world.compiled.get(program)?.[version];
  if (known !== undefined) return known;
  const row = find(world, "programVersions", `${program}\n${version}`);
  if (row === undefined) throw new Error(`L13: version ${version} of ${program} does not exist`);
  const compiled = world.compile(row.document, row.hash);
  // Only what is stored is kept: the version of a batch that fails may come again as another document.
  if (world.base.programVersions.get(`${program}\n${version}`) != null) {
    const versions = world.compiled.get(program) ?? [];
    versions[version] = compiled;
    world.compiled.set(program, versions);
  }
  return compiled;
}
