import Type from "typebox";
import type { App } from "../../app.js";
import { setCodeStatus } from "../../commands/set-code-status.js";
import { setProgramStatus } from "../../commands/set-program-status.js";
import { AppError } from "../../errors.js";
import { accepted } from "../accepted.js";
import { Closed, Code, ProgramName } from "../fields.js";
import { programOf } from "../program-of.js";
import type { Http } from "../route.js";
import { CodeStatus, Program, PublicProgram } from "../schemas/programs.js";
import { programView } from "./programs.js";

const STATUSES = {
  pause: {
    status: "paused",
    summary: "Pause a program",
    description: "Links still lead on; events are recorded and earn nothing until it is resumed.",
  },
  resume: {
    status: "running",
    summary: "Resume a program",
    description: "From the next record on it earns again; what came while it was paused stays as it was decided.",
  },
  end: { status: "ended", summary: "End a program", description: "No more referrals and rewards; what was earned stays and can be used." },
} as const;
const CODE_STATUSES = {
  disable: {
    status: "disabled",
    summary: "Switch a code off",
    description: "Its links lead to a plain page and it brings no more referrals; those it has brought stay.",
  },
  enable: { status: "active", summary: "Switch a code on again", description: "It brings referrals again from the next record on." },
} as const;

/** Pausing, resuming and ending programs, switching codes off and on, and what everybody may know of a program. */
export function programStatusRoutes(http: Http, app: App): void {
  for (const [action, { status, ...words }] of Object.entries(STATUSES)) {
    http.route({
      method: "POST",
      url: `/v1/programs/:program/${action}`,
      access: { roles: ["secret"], scope: "programs:write" },
      takesKey: true,
      schema: { ...words, tags: ["Programs"], params: Closed({ program: ProgramName }), response: { 200: Program } },
      async handler({ caller: { workspace }, params, key, language, reply }) {
        const { id } = await programOf(app, workspace, params.program);
        accepted(await setProgramStatus(app, workspace, id, status, key), reply, language);
        return programView(await programOf(app, workspace, id));
      },
    });
  }

  for (const [action, { status, ...words }] of Object.entries(CODE_STATUSES)) {
    http.route({
      method: "POST",
      url: `/v1/programs/:program/codes/:code/${action}`,
      access: { roles: ["secret"], scope: "programs:write" },
      takesKey: true,
      schema: { ...words, tags: ["Programs"], params: Closed({ program: ProgramName, code: Code }), response: { 200: CodeStatus } },
      async handler({ caller: { workspace }, params, key, language, reply }) {
        const { id } = await programOf(app, workspace, params.program);
        accepted(await setCodeStatus(app, workspace, id, params.code, status, key), reply, language);
        return { program: id, code: params.code, status };
      },
    });
  }

  http.route({
    method: "GET",
    url: "/v1/public/programs/:handle",
    access: { roles: ["publishable", "secret"], scope: null },
    schema: {
      summary: "What everybody may know of a program",
      description: "Name, texts, cards and badges, for pages that show the program; no rules, no numbers, nobody's data.",
      tags: ["Programs"],
      params: Closed({
        handle: Type.String({ minLength: 3, maxLength: 40, description: "The program's name in links.", examples: ["spring-friends"] }),
      }),
      response: { 200: PublicProgram },
    },
    async handler({ caller: { workspace }, params }) {
      const found = (await app.programs.of(workspace.id)).list.find((program) => program.handle === params.handle);
      if (found === undefined) throw new AppError("program_unknown", { detail: "No published program of this workspace has this handle." });
      const { handle, status, document } = found;
      const { name, description, locales = ["en"], currency = "USD", timeZone = "UTC", destination, stampCards = [], badges = [] } = document;
      return { handle, status, name, description: description ?? null, locales, currency, timeZone, destination, stampCards, badges };
    },
  });
}
