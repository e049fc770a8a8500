import Type, { type Static } from "typebox";
import type { App } from "../../app.js";
import { peopleReader } from "../../commands/people-reader.js";
import type { WorkspacePrograms } from "../../commands/program-directory.js";
import type { Workspace } from "../../commands/workspace-directory.js";
import { publicUnit } from "../../core/unit.js";
import { allPages } from "../../queries/page.js";
import { listDuePayouts } from "../../queries/payouts.js";
import { listReferrals, type ReferralView } from "../../queries/referrals.js";
import { listRewards, listRewardsOfReferrals, type RewardView } from "../../queries/rewards.js";
import { say, sayAmount, sheetMoment } from "../../words/format.js";
import { type CsvRow, csvReply } from "../csv.js";
import { unitWords } from "../explanation-view.js";
import { Closed, ProgramName } from "../fields.js";
import type { Language } from "../language.js";
import { programIdOf } from "../program-of.js";
import type { Http } from "../route.js";
import { fileOf } from "../schemas/shapes.js";
import { decimal, linkOf } from "../views.js";

const Query = Closed({
  program: Type.Optional(ProgramName),
  lang: Type.Union([Type.Literal("en"), Type.Literal("ru")], { default: "en", description: "Of headings and words." }),
  separator: Type.Union([Type.Literal("comma"), Type.Literal("semicolon")], {
    default: "comma",
    description: "Spreadsheets in countries with a decimal comma, Russia among them, want semicolons.",
  }),
});

interface Sheet {
  app: App;
  workspace: Workspace;
  programs: WorkspacePrograms;
  program: string | undefined;
  language: Language;
}

/** A table: its columns by the words that head them, and its rows. Moments are in the program's time zone. */
interface Export {
  name: string;
  summary: string;
  description: string;
  scope: "referrals:read" | "rewards:read";
  columns: readonly string[];
  rows(sheet: Sheet): AsyncGenerator<CsvRow>;
}

const exports: Export[] = [
  {
    name: "referrals",
    summary: "The tracking table as CSV",
    description: "Who recommended whom by which link, when the friend registered, how far it has come, and what it has brought both. Newest first.",
    scope: "referrals:read",
    columns: [
      "referrer",
      "friend",
      "program",
      "link",
      "channel",
      "placement",
      "registered",
      "state",
      "referrerReward",
      "friendReward",
      "referredFor",
    ],
    rows: referralRows,
  },
  {
    name: "rewards",
    summary: "Rewards as CSV",
    description: "Every reward with its amount and state. Newest first.",
    scope: "rewards:read",
    columns: [
      "reward",
      "member",
      "side",
      "program",
      "type",
      "amount",
      "unit",
      "remaining",
      "coupon",
      "state",
      "made",
      "available",
      "expires",
      "referral",
    ],
    rows: rewardRows,
  },
  {
    name: "payouts",
    summary: "The payout list as CSV",
    description: "The cash that can be paid out now, one line a member and currency, with where it is paid to.",
    scope: "rewards:read",
    columns: ["member", "name", "payTo", "amount", "currency"],
    rows: payoutRows,
  },
];

export function exportRoutes(http: Http, app: App): void {
  for (const { name, summary, description, scope, columns, rows } of exports) {
    http.route({
      method: "GET",
      url: `/v1/exports/${name}.csv`,
      access: { roles: ["secret"], scope },
      schema: {
        summary,
        description: `${description} Sent as it is read: rows that are made meanwhile may be missing.`,
        tags: ["Exports"],
        querystring: Query,
        response: { 200: fileOf("text/csv", "The table, its first line the headings.") },
      },
      async handler({ caller: { workspace }, query, reply }) {
        const { lang: language, separator }: Static<typeof Query> = query;
        const program = await programIdOf(app, workspace, query.program);
        const sheet: Sheet = { app, workspace, programs: await app.programs.of(workspace.id), program, language };
        return csvReply(reply, { name, headings: columns.map((column) => say(language, `export.${column}`)), separator }, rows(sheet));
      },
    });
  }
}

async function* referralRows(sheet: Sheet): AsyncGenerator<CsvRow> {
  const { app, workspace, program } = sheet;
  const people = peopleReader(workspace);
  for await (const referrals of allPages((page) => listReferrals(app.db, workspace.id, people, { program }, page))) {
    const ids = referrals.map(({ id }) => id);
    const rewards = await listRewardsOfReferrals(app.db, workspace.id, people, ids);
    for (const referral of referrals) yield referralRow(sheet, referral, rewards.get(referral.id) ?? []);
  }
}

function referralRow(sheet: Sheet, referral: ReferralView, rewards: RewardView[]): CsvRow {
  const { app, programs, language } = sheet;
  const { programId, origin, times, state, referrerId, friendId } = referral;
  const program = programs.find(programId);
  const handle = program?.document.handle ?? programId;
  const brought = (member: string) => rewards.filter(({ recipientId }) => recipientId === member).map((reward) => rewardText(sheet, reward));
  return [
    referral.referrer,
    referral.friend,
    handle,
    origin.code === undefined ? null : linkOf(app.config.publicUrl, handle, origin.code),
    origin.channel ?? null,
    origin.placement ?? null,
    sheetMoment(times.signed_up, program?.document.timeZone ?? "UTC"),
    say(language, `export.state.${state}`),
    brought(referrerId).join("; "),
    brought(friendId).join("; "),
    referral.referredFor,
  ];
}

/** "€4.50 (held)" */
function rewardText({ programs, language }: Sheet, { unit, amount, couponCode, details, kind, state }: RewardView): string {
  const what = unit === null ? (couponCode ?? details.item ?? kind) : sayAmount(language, amount, unit, unitWords(programs));
  return `${what} (${say(language, `export.state.${state}`)})`;
}

async function* rewardRows({ app, workspace, programs, program, language }: Sheet): AsyncGenerator<CsvRow> {
  const people = peopleReader(workspace);
  for await (const rewards of allPages((page) => listRewards(app.db, workspace.id, people, { program }, page))) {
    for (const reward of rewards) {
      const { unit } = reward;
      const { handle = reward.programId, timeZone = "UTC" } = programs.find(reward.programId)?.document ?? {};
      const moment = (at: number | null) => (at === null ? null : sheetMoment(at, timeZone));
      yield [
        reward.id,
        reward.member,
        reward.side,
        handle,
        reward.kind,
        unit === null ? null : decimal(programs, reward.amount, unit),
        unit === null ? null : publicUnit(unit).unit,
        unit === null ? null : decimal(programs, reward.remaining, unit),
        reward.couponCode,
        say(language, `export.state.${reward.state}`),
        moment(reward.madeAt),
        moment(reward.availableAt),
        moment(reward.expiresAt),
        reward.referralId,
      ];
    }
  }
}

async function* payoutRows({ app, workspace, programs }: Sheet): AsyncGenerator<CsvRow> {
  const people = peopleReader(workspace);
  for await (const payouts of allPages((page) => listDuePayouts(app.db, workspace.id, people, page))) {
    for (const { member, person, unit, amount } of payouts) {
      yield [member, textOf(person?.name), textOf(person?.payout), decimal(programs, amount, unit), publicUnit(unit).unit];
    }
  }
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
