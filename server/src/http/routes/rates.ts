import Type from "typebox";
import type { App } from "../../app.js";
import { RATE_PATTERN, type RateRequest, setRates } from "../../commands/set-rates.js";
import { listRates } from "../../queries/exchange-rates.js";
import { accepted } from "../accepted.js";
import { Closed, Currency, Instant, pageFields } from "../fields.js";
import { pageReply, parsePage } from "../page.js";
import type { Http } from "../route.js";
import { Rate, RatesAnswer } from "../schemas/rates.js";
import { pageOf } from "../schemas/shapes.js";
import { instant } from "../views.js";

const RATES_MAX = 200;

const RateBody = Closed({
  from: { ...Currency, description: "The currency in which events come." },
  to: { ...Currency, description: "The currency of programs." },
  rate: Type.String({
    pattern: RATE_PATTERN,
    description: 'What one unit of `from` is worth in units of `to`, as a decimal text: "0.9215".',
  }),
  inForceFrom: Type.Optional({ ...Instant, description: "From when on, until the next one; from now on if left out." }),
});

export function rateRoutes(http: Http, app: App): void {
  http.route({
    method: "POST",
    url: "/v1/rates",
    access: { roles: ["secret"], scope: "rates:write" },
    takesKey: true,
    schema: {
      summary: "Tell exchange rates",
      description:
        "Amounts of events in a program's further `currencies` are converted at the rate in force when the event happened. Events that waited for a rate are decided before " +
        "the answer comes. What was decided already is not priced anew. The other direction is a rate of its own.",
      tags: ["Exchange rates"],
      body: Closed({ rates: Type.Array(RateBody, { minItems: 1, maxItems: RATES_MAX, description: "Up to 200 rates at once." }) }),
      response: { 200: RatesAnswer },
    },
    example: { rates: [{ from: "USD", to: "EUR", rate: "0.9215", inForceFrom: "2026-03-01T00:00:00Z" }] },
    async handler({ caller: { workspace }, body, key, language, reply }) {
      const { written, decided } = await setRates(app, workspace, body.rates as RateRequest[], key);
      const { rates } = accepted(written, reply, language) as { rates: { inForceFrom: number }[] };
      return { rates: rates.map((rate) => ({ ...rate, inForceFrom: instant(rate.inForceFrom) })), decided };
    },
  });

  http.route({
    method: "GET",
    url: "/v1/rates",
    access: { roles: ["secret"], scope: "programs:read" },
    schema: {
      summary: "List exchange rates",
      description: "By their currencies, then by the moment from which each is in force.",
      tags: ["Exchange rates"],
      querystring: Closed({ from: Type.Optional(Currency), to: Type.Optional(Currency), ...pageFields }),
      response: { 200: pageOf(Rate) },
    },
    async handler({ caller: { workspace }, query: { from, to, limit, cursor } }) {
      const currencies = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
      const page = parsePage({ limit, ...(cursor !== undefined && { cursor }) }, ["string", "string", "number", "string"]);
      return pageReply(await listRates(app.db, workspace.id, currencies, page), ({ fromCurrency, toCurrency, rate, inForceFrom }) => ({
        from: fromCurrency,
        to: toCurrency,
        rate,
        inForceFrom: instant(inForceFrom),
      }));
    },
  });
}
