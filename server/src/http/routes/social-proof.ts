import type { App } from "../../app.js";
import { AppError } from "../../errors.js";
import { Closed, LanguageField, ProgramHandle } from "../fields.js";
import { proofOf } from "../proof-view.js";
import type { Http } from "../route.js";
import { SocialProof } from "../schemas/social-proof.js";

/** What everybody may see of a program. */
export function socialProofRoutes(http: Http, app: App): void {
  http.route({
    method: "GET",
    url: "/v1/programs/:program/social-proof",
    access: { roles: ["anonymous"] },
    schema: {
      summary: "What everybody may see of a program",
      description:
        "As the document's `socialProof` says: numbers once they have reached ten, what happened at least ten minutes ago to members who agreed to it, and what members say. By the program's handle.",
      tags: ["Social proof"],
      params: Closed({ program: ProgramHandle }),
      querystring: Closed({ lang: LanguageField }),
      response: { 200: SocialProof },
    },
    async handler({ params, query, language }) {
      const program = await app.links.findProgram(params.program);
      if (program === undefined) throw new AppError("program_unknown", { detail: "No published program has this handle." });
      return proofOf(app, program, query.lang ?? language);
    },
  });
}
