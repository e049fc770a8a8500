import Type from "typebox";
import type { App } from "../../app.js";
import { externalHash } from "../../commands/identities.js";
import { mergeMembers } from "../../commands/merge-members.js";
import { peopleReader } from "../../commands/people-reader.js";
import type { WorkspacePrograms } from "../../commands/program-directory.js";
import { type MemberRequest, putMember, putMembers } from "../../commands/put-members.js";
import type { Workspace } from "../../commands/workspace-directory.js";
import { AppError } from "../../errors.js";
import { loadMemberSummary } from "../../queries/member-summary.js";
import { listMembers, loadMembers, type MemberView } from "../../queries/members.js";
import { externalIdOf } from "../../queries/people.js";
import { accepted } from "../accepted.js";
import { Closed, ExternalId, LanguageField, ProgramName, pageFields, personFields, Reason, VersionNumber } from "../fields.js";
import type { Language } from "../language.js";
import { pageReply, parsePage } from "../page.js";
import { portalOf } from "../portal/portal-view.js";
import { knownTo, programSummaryViews } from "../program-summary-view.js";
import type { Http } from "../route.js";
import { Member, MemberSummary, PutMembers } from "../schemas/members.js";
import { pageOf } from "../schemas/shapes.js";
import { memberView, purseView, rewardView } from "../views.js";

const BATCH_MAX = 1000;
const BODY_BYTES_MAX = 4 * 1024 * 1024;
const memberFields = {
  ...personFields,
  programs: Type.Optional(
    Type.Array(ProgramName, { maxItems: 50, description: "Programs to take part in; leaving is not done by leaving one out." }),
  ),
  accepted: Type.Optional(
    Closed(
      { program: ProgramName, version: VersionNumber },
      { description: "The member has agreed to the terms of this version of a program that they take part in. Kept for ever, with its moment." },
    ),
  ),
};
const OwnParams = Closed({ externalId: ExternalId });

export function memberRoutes(http: Http, app: App): void {
  http.route({
    method: "PUT",
    url: "/v1/members/:externalId",
    access: { roles: ["secret"], scope: "members:write" },
    takesKey: true,
    schema: {
      summary: "Make or update a member",
      description:
        "Makes the member or merges the given fields into what is known, enrols in the programs, and answers with code, link and QR of each.",
      tags: ["Members"],
      params: OwnParams,
      body: Closed(memberFields),
      response: { 200: Member },
    },
    example: { email: "anna@example.com", name: "Anna", programs: ["spring-friends"] },
    async handler({ caller: { workspace }, params: { externalId }, body, key, language, reply }) {
      const written = await putMember(app, workspace, { id: externalId, ...body } as MemberRequest, key);
      accepted(written, reply, language);
      return oneMember(app, workspace, externalId);
    },
  });

  http.route({
    method: "POST",
    url: "/v1/members",
    access: { roles: ["secret"], scope: "members:write" },
    takesKey: true,
    bodyLimitBytes: BODY_BYTES_MAX,
    schema: {
      summary: "Make or update many members",
      description: "Up to 1,000 at once. Each has a result of its own; one that cannot be done does not fail the others.",
      tags: ["Members"],
      body: Closed({ members: Type.Array(Closed({ id: ExternalId, ...memberFields }), { minItems: 1, maxItems: BATCH_MAX }) }),
      response: { 200: PutMembers },
    },
    example: { members: [{ id: "anna", programs: ["spring-friends"] }, { id: "ben" }] },
    async handler({ caller: { workspace }, body: { members }, key }) {
      const results = await putMembers(app, workspace, members as MemberRequest[], key);
      const hashes = new Map(members.map(({ id }) => [id, externalHash(workspace, id)]));
      const views = await loadByHash(app, workspace, [...new Set(hashes.values())]);
      return {
        results: members.map(({ id }, index) => {
          const result = results[index];
          if (result?.ok === false)
            return { id, status: "failed", code: result.error.code, detail: result.error.detail, errors: result.error.errors };
          const member = views.get(hashes.get(id) ?? "");
          return { id, status: "done", member: member === undefined ? null : memberView(app.config.publicUrl, id, member) };
        }),
      };
    },
  });

  http.route({
    method: "POST",
    url: "/v1/members/:externalId/merge",
    access: { roles: ["secret"], scope: "members:write" },
    takesKey: true,
    schema: {
      summary: "Merge a member into another",
      description:
        "For one person with two ids. What the member in the address is known by, has and has done passes to the other: wallet, rewards, codes, links, referrals, orders. From then on both ids name that one. What was given is not priced anew, and limits count both. It cannot be undone. Refused where somebody would be their own referrer or have two, and for more than 5,000 rewards and referrals: merge the smaller one into the larger.",
      tags: ["Members"],
      params: OwnParams,
      body: Closed({ into: ExternalId, reason: Reason }),
      response: { 200: Member },
    },
    example: { into: "anna", reason: "She signed up again with her new e-mail address." },
    async handler({ caller: { workspace }, params: { externalId }, body, key, language, reply }) {
      accepted(await mergeMembers(app, workspace, { member: externalId, ...body }, key), reply, language);
      return oneMember(app, workspace, externalId);
    },
  });

  http.route({
    method: "GET",
    url: "/v1/members/:externalId",
    access: { roles: ["secret", "member"], scope: "members:read", ownParam: "externalId" },
    schema: {
      summary: "One member",
      description:
        "The member with enrolments, codes, links and QR addresses. The id of one who was merged gives the member that it was merged into.",
      tags: ["Members"],
      params: OwnParams,
      response: { 200: Member },
    },
    handler: ({ caller: { workspace }, params: { externalId } }) => oneMember(app, workspace, externalId),
  });

  http.route({
    method: "GET",
    url: "/v1/members",
    access: { roles: ["secret"], scope: "members:read" },
    schema: {
      summary: "All members",
      description: "By their internal id, which is in no order of time.",
      tags: ["Members"],
      querystring: Closed(pageFields),
      response: { 200: pageOf(Member) },
    },
    async handler({ caller: { workspace }, query }) {
      const page = await listMembers(app.db, workspace.id, peopleReader(workspace), parsePage(query, ["string"]));
      return pageReply(page, (member) => memberView(app.config.publicUrl, externalIdOf(member.person), member));
    },
  });

  http.route({
    method: "GET",
    url: "/v1/members/:externalId/summary",
    access: { roles: ["secret", "member"], scope: "members:read", ownParam: "externalId" },
    schema: {
      summary: "All that a member's page shows",
      description:
        "Per program: code, counts of referrals, stamp cards, badges, tiers, levels, streaks, boosters, places on leaderboards and on the waiting list; the wallet; the latest rewards. It says nothing about other people.",
      tags: ["Members"],
      params: OwnParams,
      querystring: Closed({
        program: Type.Optional({ ...ProgramName, description: "Adds all that the portal of this program shows, in words." }),
        lang: LanguageField,
      }),
      response: { 200: MemberSummary },
    },
    async handler({ caller: { workspace }, params: { externalId }, query: { program, lang }, language: preferred }) {
      const language = lang ?? preferred;
      const programs = await app.programs.of(workspace.id);
      const { summary, views, portal } =
        program === undefined
          ? await summaryOf(app, workspace, externalId, programs, language)
          : await portalOf(app, workspace, externalId, { program, language });
      return {
        id: externalId,
        programs: views,
        wallet: summary.wallet.map((unit) => purseView(programs, unit)),
        rewards: summary.rewards.map((reward) => ({ ...rewardView(programs, reward), member: externalId })),
        portal,
      };
    },
  });
}

async function oneMember(app: App, workspace: Workspace, externalId: string) {
  const [member] = await loadMembers(app.db, workspace.id, peopleReader(workspace), [externalHash(workspace, externalId)]);
  if (member === undefined) throw unknownMember();
  return memberView(app.config.publicUrl, externalIdOf(member.person) ?? externalId, member);
}

async function summaryOf(app: App, workspace: Workspace, externalId: string, programs: WorkspacePrograms, language: Language) {
  const hash = externalHash(workspace, externalId);
  const summary = await loadMemberSummary(app.db, workspace.id, peopleReader(workspace), hash, knownTo(programs));
  if (summary === undefined) throw unknownMember();
  return { summary, views: programSummaryViews(programs, summary, language), portal: null };
}

async function loadByHash(app: App, workspace: Workspace, hashes: string[]): Promise<Map<string, MemberView>> {
  const members = await loadMembers(app.db, workspace.id, peopleReader(workspace), hashes);
  return new Map(members.map((member) => [member.externalHash, member]));
}

function unknownMember(): AppError {
  return new AppError("member_unknown", { detail: "No member has this id. PUT /v1/members/{id} makes one." });
}
