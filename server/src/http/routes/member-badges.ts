import Type from "typebox";
import type { App } from "../../app.js";
import { externalHash } from "../../commands/identities.js";
import { shareBadge } from "../../commands/share-badge.js";
import type { Workspace } from "../../commands/workspace-directory.js";
import type { Badge, ProgramDocument } from "../../core/document/schema.js";
import { AppError, unknownMember } from "../../errors.js";
import { type Award, listAwards } from "../../queries/awards.js";
import { loadMembers } from "../../queries/members.js";
import { nobody } from "../../queries/people.js";
import { say } from "../../words/format.js";
import { accepted } from "../accepted.js";
import { awardPath } from "../award-view.js";
import { textIn } from "../explanation-view.js";
import { Closed, ExternalId, LanguageField, RewardId } from "../fields.js";
import type { Language } from "../language.js";
import type { Http } from "../route.js";
import { MemberBadge, MemberBadges } from "../schemas/badges.js";
import { sharedIn } from "../share-view.js";
import { instant } from "../views.js";

/** The badges of a member: what was earned, what can be, and what of it others may see. */
export function memberBadgeRoutes(http: Http, app: App): void {
  http.route({
    method: "GET",
    url: "/v1/members/:externalId/badges",
    access: { roles: ["secret", "member"], scope: "rewards:read", ownParam: "externalId" },
    schema: {
      summary: "A member's badges",
      description: "Of every program that the member takes part in: those that are earned, and those that can be.",
      tags: ["Members"],
      params: Closed({ externalId: ExternalId }),
      querystring: Closed({ lang: LanguageField }),
      response: { 200: MemberBadges },
    },
    handler: async ({ caller: { workspace }, params: { externalId }, query, language }) => ({
      data: await badgesOf(app, workspace, externalId, query.lang ?? language),
    }),
  });

  http.route({
    method: "POST",
    url: "/v1/members/:externalId/badges/:award/share",
    access: { roles: ["secret", "member"], scope: "rewards:write", ownParam: "externalId" },
    takesKey: true,
    schema: {
      summary: "Show an earned badge to others, or hide it",
      description:
        "Shown, it has a page and a picture that everybody can open who has the address. By the member's name only if the member agreed to be named (/v1/members/{externalId}/shown).",
      tags: ["Members"],
      params: Closed({ externalId: ExternalId, award: RewardId }),
      body: Closed({
        shared: Type.Boolean({ description: "Whether others may see it." }),
        withLink: Type.Optional(
          Type.Boolean({ default: true, description: "Whether the page leads on by the member's link, so that who comes by it is referred." }),
        ),
      }),
      response: { 200: MemberBadge },
    },
    example: { shared: true },
    async handler({ caller: { workspace }, params: { externalId, award }, body, key, language, reply }) {
      accepted(await shareBadge(app, workspace, { member: externalId, award, ...body }, key), reply, language);
      const badge = (await badgesOf(app, workspace, externalId, language)).find((each) => each.award === award);
      if (badge === undefined) throw new AppError("reward_unknown", { detail: "The member has no such award." });
      return badge;
    },
  });
}

async function badgesOf(app: App, workspace: Workspace, externalId: string, language: Language) {
  const hash = externalHash(workspace, externalId);
  const [awards, [member], programs] = await Promise.all([
    listAwards(app.db, workspace.id, hash),
    loadMembers(app.db, workspace.id, nobody, [hash]),
    app.programs.of(workspace.id),
  ]);
  if (awards === undefined || member === undefined) throw unknownMember();
  return member.enrolments.flatMap(({ program, handle }) => {
    const document = programs.find(program)?.document;
    if (document === undefined) return [];
    const place = { publicUrl: app.config.publicUrl, program, handle, document };
    return (document.badges ?? []).map((badge) =>
      badgeView(
        place,
        badge,
        awards.find((award) => award.program === program && award.badge === badge.id),
        language,
      ),
    );
  });
}

interface Place {
  publicUrl: string;
  program: string;
  handle: string;
  document: ProgramDocument;
}
function badgeView({ publicUrl, program, handle, document }: Place, badge: Badge, award: Award | undefined, language: Language) {
  const name = textIn(badge.name, language) ?? badge.id;
  const picture = `${publicUrl}/badges/${handle}/${badge.id}/picture`;
  return {
    program,
    handle,
    badge: badge.id,
    name,
    description: textIn(badge.description, language) ?? null,
    rarity: badge.rarity ?? "common",
    shareable: badge.shareable ?? true,
    picture: { svg: `${picture}.svg`, png: `${picture}.png` },
    award: award?.id ?? null,
    earnedAt: award === undefined ? null : instant(award.earnedAt),
    times: award?.times ?? 0,
    page: award?.shared === undefined ? null : pageOf(document, { address: `${publicUrl}${awardPath(handle, award.id)}`, name }, award, language),
  };
}

function pageOf(document: ProgramDocument, { address, name }: { address: string; name: string }, { shared }: Award, language: Language) {
  const text = say(language, "share.badge", { badge: name, program: textIn(document.name, language) ?? document.handle });
  return {
    address,
    picture: `${address}/picture.png`,
    credential: `${address}/credential`,
    withLink: shared?.withLink ?? false,
    text: `${text} ${address}`,
    channels: sharedIn(document, language, () => ({ text, link: address, subject: name })),
  };
}
