import Type, { type TSchema } from "typebox";
import type { App } from "../../app.js";
import type { VersionChoice } from "../../commands/candidate-document.js";
import {
  DECISIONS_DEFAULT,
  DECISIONS_MIN,
  RUNS_DEFAULT,
  RUNS_MAX,
  SEED_MAX,
  type SimulationRequest,
  simulateProgram,
} from "../../commands/simulate-program.js";
import { FIELDS } from "../../core/simulation/assumptions.js";
import { INDUSTRIES } from "../../core/simulation/industries.js";
import { Amount, Closed, ProgramName } from "../fields.js";
import { programOf } from "../program-of.js";
import type { Http } from "../route.js";
import { Forecast } from "../schemas/simulations.js";
import { VersionField } from "./try.js";

/** Over HTTP less is asked for at once: the process has others to serve. */
const DECISIONS_MAX = 300_000;

const Assumptions = Closed({
  ...(Object.fromEntries(
    FIELDS.map(({ publicName, kind, min, max, about }) => {
      const bounds = { minimum: min, maximum: max, description: about };
      return [
        publicName,
        Type.Optional(kind === "money" ? { ...Amount, description: about } : kind === "count" ? Type.Integer(bounds) : Type.Number(bounds)),
      ];
    }),
  ) as Record<string, TSchema>),
  seasonality: Type.Optional(
    Type.Array(Type.Number({ minimum: 0, maximum: 100 }), {
      minItems: 12,
      maxItems: 12,
      description: "How busy each calendar month is, January first; the mean is taken as 1.",
    }),
  ),
  optionShares: Type.Optional(
    Type.Record(Type.String({ minLength: 1, maxLength: 60 }), Type.Number({ minimum: 0, maximum: 100 }), {
      maxProperties: 100,
      description: 'How often an option of a choice is taken, by its id, against 1 for options that are not named: { "voucher": 2 }.',
    }),
  ),
  unitValues: Type.Optional(
    Type.Record(Type.String({ minLength: 1, maxLength: 20 }), Amount, {
      maxProperties: 50,
      description: 'What one of a named unit costs you, in the program\'s currency: { "POINTS": "0.01" }.',
    }),
  ),
});
const SimulationBody = Closed({
  version: VersionField,
  industry: Type.Optional(
    Type.Union(
      INDUSTRIES.map((name) => Type.Literal(name)),
      { description: "Whose defaults are taken; retail unless said." },
    ),
  ),
  assumptions: Type.Optional(Assumptions),
  budget: Type.Optional({ ...Amount, description: "What the program may cost: the answer tells how likely it costs more." }),
  startsOn: Type.Optional(
    Type.String({
      minLength: 10,
      maxLength: 40,
      description: "When it starts, 2026-09-01; when friends can first join, or else next month, unless said.",
    }),
  ),
  runs: Type.Optional(Type.Integer({ minimum: 10, maximum: RUNS_MAX, default: RUNS_DEFAULT, description: "How many runs." })),
  seed: Type.Optional(Type.Integer({ minimum: 0, maximum: SEED_MAX, default: 1, description: "Another seed, another sample." })),
  decisions: Type.Optional(
    Type.Integer({
      minimum: DECISIONS_MIN,
      maximum: DECISIONS_MAX,
      default: DECISIONS_DEFAULT,
      description: "About so many decisions in all; where everybody would take more, a part of the members is played.",
    }),
  ),
});

export function simulateRoutes(http: Http, app: App): void {
  http.route({
    method: "POST",
    url: "/v1/programs/:program/simulate",
    access: { roles: ["secret"], scope: "programs:read" },
    schema: {
      summary: "Forecast a program",
      description:
        "Plays the program many times with invented people whose behaviour follows the assumptions, through the same decisions that real events get. " +
        "Nothing is written. It takes some seconds, one at a time in each process: 429 while there is another.",
      tags: ["Rehearsal"],
      params: Closed({ program: ProgramName }),
      body: SimulationBody,
      response: { 200: Forecast },
    },
    example: {
      industry: "retail",
      assumptions: { members: 2000, shareRate: 0.1, orderValue: "60.00" },
      budget: "1000.00",
      startsOn: "2026-09-01",
      runs: 50,
    },
    async handler({ caller: { workspace }, params, body, reply }) {
      const { id } = await programOf(app, workspace, params.program);
      const request = body as SimulationRequest & { version?: VersionChoice };
      const { view } = await simulateProgram(app, workspace, id, request, () => reply.raw.destroyed);
      return view;
    },
  });
}
