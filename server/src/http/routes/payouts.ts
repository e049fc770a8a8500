import Type from "typebox";
import type { App } from "../../app.js";
import { peopleReader } from "../../commands/people-reader.js";
import { redeemValue } from "../../commands/redeem-value.js";
import { publicUnit } from "../../core/unit.js";
import { listDuePayouts } from "../../queries/payouts.js";
import { Amount, Closed, Currency, ExternalId, pageFields } from "../fields.js";
import { pageReply, parsePage } from "../page.js";
import type { Http } from "../route.js";
import { pageOf } from "../schemas/shapes.js";
import { DuePayout, Redemption } from "../schemas/wallets.js";
import { decimal } from "../views.js";
import { redemptionOf } from "./wallets.js";

export function payoutRoutes(http: Http, app: App): void {
  http.route({
    method: "GET",
    url: "/v1/payouts",
    access: { roles: ["secret"], scope: "rewards:read" },
    schema: {
      summary: "Cash that is due",
      description: "What each member can be paid out now, a currency each, with where it is paid to.",
      tags: ["Payouts"],
      querystring: Closed(pageFields),
      response: { 200: pageOf(DuePayout) },
    },
    async handler({ caller: { workspace }, query }) {
      const programs = await app.programs.of(workspace.id);
      const page = await listDuePayouts(app.db, workspace.id, peopleReader(workspace), parsePage(query, ["string", "string"]));
      return pageReply(page, ({ member, person, unit, amount }) => ({
        member,
        name: person?.name ?? null,
        payout: person?.payout ?? null,
        currency: publicUnit(unit).unit,
        amount: decimal(programs, amount, unit),
      }));
    },
  });

  http.route({
    method: "POST",
    url: "/v1/payouts",
    access: { roles: ["secret"], scope: "rewards:write" },
    takesKey: true,
    schema: {
      summary: "Mark cash as paid out",
      description: "Takes the amount from what the member can be paid. Cancelling it as a redemption gives it back.",
      tags: ["Payouts"],
      body: Closed({
        member: ExternalId,
        currency: Currency,
        amount: Amount,
        subject: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: "The payment's own id." })),
      }),
      response: { 200: Redemption },
    },
    example: { member: "anna", currency: "EUR", amount: "30.00", subject: "sepa-2026-03-01-17" },
    async handler({ caller: { workspace }, body: { member, currency, amount, subject }, key, language, reply }) {
      const written = await redeemValue(app, workspace, { use: "payout", member, unit: currency, kind: "cash", amount, subject }, key);
      return redemptionOf(app, workspace, written, language, reply);
    },
  });
}
