import Type from "typebox";
import type { App } from "../../app.js";
import { cancelRedemption } from "../../commands/cancel-redemption.js";
import { exchangeValue } from "../../commands/exchange-value.js";
import { externalHash } from "../../commands/identities.js";
import { redeemValue } from "../../commands/redeem-value.js";
import type { Workspace } from "../../commands/workspace-directory.js";
import type { Written } from "../../commands/write-batch.js";
import { AppError, unknownMember } from "../../errors.js";
import { listRedemptions, loadRedemption } from "../../queries/redemptions.js";
import { listWalletEntries, loadWallet } from "../../queries/wallet.js";
import { accepted } from "../accepted.js";
import { Amount, Closed, ExternalId, Kind, ProgramName, pageFields, Reason, RedemptionId, UnitName } from "../fields.js";
import type { Language } from "../language.js";
import { pageReply, parsePage } from "../page.js";
import type { Context, Http } from "../route.js";
import { pageOf } from "../schemas/shapes.js";
import { Redemption, Wallet, WalletEntry } from "../schemas/wallets.js";
import { entryView, redemptionView, walletView } from "../views.js";

const Params = Closed({ externalId: ExternalId });
const Id = Closed({ id: RedemptionId });

export function walletRoutes(http: Http, app: App): void {
  http.route({
    method: "GET",
    url: "/v1/wallets/:externalId",
    access: { roles: ["secret", "member"], scope: "rewards:read", ownParam: "externalId" },
    schema: {
      summary: "A member's wallet",
      description: "Per unit what is pending, available and owed, what expires next, and the lots in the order in which they are spent.",
      tags: ["Wallets"],
      params: Params,
      response: { 200: Wallet },
    },
    async handler({ caller: { workspace }, params: { externalId } }) {
      const [wallet, programs] = await Promise.all([
        loadWallet(app.db, workspace.id, externalHash(workspace, externalId)),
        app.programs.of(workspace.id),
      ]);
      if (wallet === undefined) throw unknownMember();
      return { member: externalId, units: wallet.map((unit) => walletView(programs, unit)) };
    },
  });

  http.route({
    method: "GET",
    url: "/v1/wallets/:externalId/entries",
    access: { roles: ["secret", "member"], scope: "rewards:read", ownParam: "externalId" },
    schema: {
      summary: "The movements of a wallet",
      description: "Every transfer that touched the member's accounts, newest first; accounts of the program are written program.…",
      tags: ["Wallets"],
      params: Params,
      querystring: Closed(pageFields),
      response: { 200: pageOf(WalletEntry) },
    },
    async handler({ caller: { workspace }, params: { externalId }, query }) {
      const page = await listWalletEntries(app.db, workspace.id, externalHash(workspace, externalId), parsePage(query, ["number", "number"]));
      if (page === undefined) throw unknownMember();
      const programs = await app.programs.of(workspace.id);
      return pageReply(page, (entry) => entryView(programs, entry));
    },
  });

  http.route({
    method: "POST",
    url: "/v1/wallets/:externalId/redeem",
    access: { roles: ["secret"], scope: "rewards:write" },
    takesKey: true,
    schema: {
      summary: "Use credit, points or another unit",
      description:
        "Takes the amount from the lots that expire soonest, or nothing at all where it is not there. Lots with a minimum spend need orderTotal.",
      tags: ["Wallets"],
      params: Params,
      body: Closed({
        unit: UnitName,
        kind: Type.Optional(Kind),
        amount: Amount,
        subject: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: "The order it is used for." })),
        orderTotal: Type.Optional(Amount),
      }),
      response: { 200: Redemption },
    },
    example: { unit: "EUR", kind: "credit", amount: "5.00", subject: "1002", orderTotal: "45.00" },
    async handler({ caller: { workspace }, params: { externalId }, body, key, language, reply }) {
      const written = await redeemValue(app, workspace, { use: "spend", member: externalId, ...body }, key);
      return redemptionOf(app, workspace, written, language, reply);
    },
  });

  http.route({
    method: "POST",
    url: "/v1/wallets/:externalId/exchange",
    access: { roles: ["secret", "member"], scope: "rewards:write", ownParam: "externalId" },
    takesKey: true,
    schema: {
      summary: "Exchange points for something of the catalogue",
      description:
        "Takes the entry's price from the lots that expire soonest and gives what the entry gives, both or neither. The answer is the redemption; cancelling it gives the price back, as long as what was given has not been used. A member exchanges what is their own.",
      tags: ["Wallets"],
      params: Params,
      body: Closed({
        program: ProgramName,
        entry: Type.String({ minLength: 1, maxLength: 40, description: "The id of an entry of the program's catalogue." }),
      }),
      response: { 200: Redemption },
    },
    example: { program: "spring-friends", entry: "coffee" },
    async handler({ caller: { workspace }, params: { externalId }, body, key, language, reply }) {
      const written = await exchangeValue(app, workspace, { member: externalId, ...body }, key);
      return redemptionOf(app, workspace, written, language, reply);
    },
  });

  http.route({
    method: "POST",
    url: "/v1/redemptions/:id/cancel",
    access: { roles: ["secret"], scope: "rewards:write" },
    takesKey: true,
    schema: {
      summary: "Cancel a redemption",
      description: "The same lots are restored, each with its own expiry.",
      tags: ["Wallets"],
      params: Id,
      body: Closed({ reason: Type.Optional(Reason) }),
      response: { 200: Redemption },
    },
    example: { reason: "The order was cancelled." },
    async handler({ caller: { workspace }, params: { id }, body: { reason }, key, language, reply }) {
      accepted(await cancelRedemption(app, workspace, id, reason, key), reply, language);
      return oneRedemption(app, workspace, id);
    },
  });

  http.route({
    method: "GET",
    url: "/v1/redemptions",
    access: { roles: ["secret"], scope: "rewards:read" },
    schema: {
      summary: "A member's redemptions",
      description: "Newest first, cancelled ones included.",
      tags: ["Wallets"],
      querystring: Closed({ member: ExternalId, ...pageFields }),
      response: { 200: pageOf(Redemption) },
    },
    async handler({ caller: { workspace }, query }) {
      const page = await listRedemptions(app.db, workspace.id, externalHash(workspace, query.member), parsePage(query, ["number", "string"]));
      if (page === undefined) throw unknownMember();
      const programs = await app.programs.of(workspace.id);
      return pageReply(page, (redemption) => redemptionView(programs, redemption));
    },
  });

  http.route({
    method: "GET",
    url: "/v1/redemptions/:id",
    access: { roles: ["secret"], scope: "rewards:read" },
    schema: {
      summary: "One redemption",
      description: "With the lots that it was taken from.",
      tags: ["Wallets"],
      params: Id,
      response: { 200: Redemption },
    },
    handler: ({ caller: { workspace }, params: { id } }) => oneRedemption(app, workspace, id),
  });
}

/** The redemption that a call has made. */
export async function redemptionOf(
  app: App,
  workspace: Workspace,
  written: Written,
  language: Language,
  reply: Context<"secret", never, never, never>["reply"],
) {
  const { redemption } = accepted(written, reply, language);
  if (typeof redemption !== "string") throw new Error("A redemption was done and has no id.");
  return oneRedemption(app, workspace, redemption);
}

async function oneRedemption(app: App, workspace: Workspace, id: string) {
  const [redemption, programs] = await Promise.all([loadRedemption(app.db, workspace.id, id), app.programs.of(workspace.id)]);
  if (redemption === undefined) throw new AppError("redemption_unknown", { detail: "There is no redemption with this id." });
  return redemptionView(programs, redemption);
}
