import Type from "typebox";
import type { App } from "../../app.js";
import { say } from "../../words/format.js";
import { textIn } from "../explanation-view.js";
import { Closed, ExternalId } from "../fields.js";
import { card, type Print, poster } from "../pictures/print.js";
import { sheetPdf, sheetSvg } from "../pictures/sheet.js";
import type { Http } from "../route.js";
import { fileOf } from "../schemas/shapes.js";
import { linkFields, sharedLink } from "../shared-link.js";

const Query = Closed({
  ...linkFields,
  lang: Type.Union([Type.Literal("en"), Type.Literal("ru")], { default: "en", description: "Of the words on it." }),
  title: Type.Optional(Type.String({ minLength: 1, maxLength: 60, description: "Instead of the program's name." })),
  about: Type.Optional(Type.String({ minLength: 0, maxLength: 140, description: "Instead of the program's description." })),
});

const PRINTS = {
  poster: { draw: poster, summary: "A poster with the member's link", size: "A4, upright" },
  card: { draw: card, summary: "A card with the member's link", size: "85 × 55 mm" },
} as const;

/** What is hung up and handed out: QR, code, and the address in letters that people can type, in the program's colour. Outlines only, so that a printer needs no font. */
export function memberPrintRoutes(http: Http, app: App): void {
  for (const [name, { draw, summary, size }] of Object.entries(PRINTS)) {
    for (const format of ["pdf", "svg"] as const) {
      http.route({
        method: "GET",
        url: `/v1/members/:externalId/${name}.${format}`,
        access: { roles: ["secret", "member"], scope: "members:read", ownParam: "externalId" },
        schema: {
          summary: `${summary} (${format.toUpperCase()})`,
          description: `To print, ${size}, in the program's colour. c and p name the channel and the placement where it will be shown.`,
          tags: ["Members"],
          params: Closed({ externalId: ExternalId }),
          querystring: Query,
          response: { 200: fileOf(format === "svg" ? "image/svg+xml" : "application/pdf", "The sheet.") },
        },
        async handler({ caller: { workspace }, params: { externalId }, query, reply }) {
          const { lang } = query;
          const { link, code, enrolment } = await sharedLink(app, workspace, externalId, query);
          const document = (await app.programs.of(workspace.id)).find(enrolment.program)?.document;
          const print: Print = {
            title: query.title ?? textIn(document?.name, lang) ?? enrolment.handle,
            about: query.about ?? textIn(document?.description, lang) ?? "",
            link,
            code,
            brand: document?.theme?.brand,
            words: { scan: say(lang, "print.scan"), code: say(lang, "print.code") },
          };
          const sheet = draw(print);
          if (format === "svg") return reply.type("image/svg+xml; charset=utf-8").send(sheetSvg(sheet));
          return reply.type("application/pdf").send(await sheetPdf(sheet));
        },
      });
    }
  }
}
