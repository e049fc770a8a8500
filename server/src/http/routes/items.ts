import Type from "typebox";
import type { App } from "../../app.js";
import { addStock } from "../../commands/add-stock.js";
import { accepted } from "../accepted.js";
import { Closed, ProgramName, Reason } from "../fields.js";
import { itemOf, itemsOf } from "../items-of.js";
import { programOf } from "../program-of.js";
import type { Http } from "../route.js";
import { Item, Items } from "../schemas/items.js";

const ItemId = Type.String({ minLength: 1, maxLength: 40, description: "The id of an item of the program.", examples: ["mug"] });

export function itemRoutes(http: Http, app: App): void {
  http.route({
    method: "GET",
    url: "/v1/programs/:program/items",
    access: { roles: ["secret"], scope: "rewards:read" },
    schema: {
      summary: "A program's items",
      description: "What the version in force gives away, and how many are left of what there are only so many of.",
      tags: ["Rewards"],
      params: Closed({ program: ProgramName }),
      response: { 200: Items },
    },
    handler: async ({ caller: { workspace }, params }) => ({ data: await itemsOf(app, workspace, params.program) }),
  });

  http.route({
    method: "POST",
    url: "/v1/programs/:program/items/:item/stock",
    access: { roles: ["secret"], scope: "rewards:write" },
    takesKey: true,
    schema: {
      summary: "Add to the stock of an item",
      description: "There are so many more of it than the document has. Whoever waits for it is served.",
      tags: ["Rewards"],
      params: Closed({ program: ProgramName, item: ItemId }),
      body: Closed({
        add: Type.Integer({ minimum: 1, maximum: 10_000_000, description: "How many more there are." }),
        reason: Type.Optional(Reason),
      }),
      response: { 200: Item },
    },
    example: { add: 50, reason: "A delivery has come." },
    async handler({ caller: { workspace }, params: { program, item }, body, key, language, reply }) {
      const { id } = await programOf(app, workspace, program);
      accepted(await addStock(app, workspace, { program: id, item, ...body }, key), reply, language);
      return itemOf(app, workspace, program, item);
    },
  });
}
