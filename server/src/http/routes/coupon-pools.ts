import Type from "typebox";
import type { App } from "../../app.js";
import { addCodes, CODES_MAX } from "../../commands/add-codes.js";
import { accepted } from "../accepted.js";
import { couponPoolOf, couponPoolsOf } from "../coupon-pools-of.js";
import { Closed, ProgramName } from "../fields.js";
import { programOf } from "../program-of.js";
import type { Http } from "../route.js";
import { AddedCodes, CouponPools } from "../schemas/coupon-pools.js";

const PoolId = Type.String({ minLength: 1, maxLength: 40, description: "The id of a pool of the program.", examples: ["partner"] });
const GivenCode = Type.String({ minLength: 1, maxLength: 128, description: "4 to 32 Latin letters and digits, as it is to be shown." });

export function couponPoolRoutes(http: Http, app: App): void {
  http.route({
    method: "GET",
    url: "/v1/programs/:program/coupon-pools",
    access: { roles: ["secret"], scope: "coupons:write" },
    schema: {
      summary: "A program's pools of codes",
      description: "From which coupons of the version in force take codes that somebody else has made, and how many are left.",
      tags: ["Coupons"],
      params: Closed({ program: ProgramName }),
      response: { 200: CouponPools },
    },
    handler: async ({ caller: { workspace }, params }) => ({ data: await couponPoolsOf(app, workspace, params.program) }),
  });

  http.route({
    method: "POST",
    url: "/v1/programs/:program/coupon-pools/:pool/codes",
    access: { roles: ["secret"], scope: "coupons:write" },
    takesKey: true,
    schema: {
      summary: "Add codes to a pool",
      description: "They come after those that the pool has, in this order. Coupons that wait for a code have one at once.",
      tags: ["Coupons"],
      params: Closed({ program: ProgramName, pool: PoolId }),
      body: Closed({ codes: Type.Array(GivenCode, { minItems: 1, maxItems: CODES_MAX, description: "More are sent in several calls." }) }),
      response: { 200: AddedCodes },
    },
    example: { codes: ["TEA-7XQ2-M4PK", "TEA-9RWD-K3HN"] },
    async handler({ caller: { workspace }, params: { program, pool }, body, key, language, reply }) {
      const { id } = await programOf(app, workspace, program);
      const { added, known, served } = accepted(await addCodes(app, workspace, { program: id, pool, ...body }, key), reply, language);
      return { ...(await couponPoolOf(app, workspace, program, pool)), added, known, served };
    },
  });
}
