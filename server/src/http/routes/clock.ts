import type { App } from "../../app.js";
import { moveClock } from "../../commands/move-clock.js";
import type { Workspace } from "../../commands/workspace-directory.js";
import { parseInstant } from "../../core/time.js";
import { AppError } from "../../errors.js";
import { loadClock } from "../../queries/clock.js";
import { accepted } from "../accepted.js";
import { Closed, Instant } from "../fields.js";
import type { Http } from "../route.js";
import { Clock } from "../schemas/clock.js";
import { instant } from "../views.js";

export function clockRoutes(http: Http, app: App): void {
  http.route({
    method: "GET",
    url: "/v1/clock",
    access: { roles: ["secret"], scope: null },
    schema: {
      summary: "The workspace's time",
      description: "In a live workspace the real time; in a test workspace its own.",
      tags: ["Test clock"],
      response: { 200: Clock },
    },
    handler: ({ caller: { workspace } }) => clockView(app, workspace),
  });

  http.route({
    method: "POST",
    url: "/v1/clock",
    access: { roles: ["secret"], scope: "clock:write" },
    takesKey: true,
    schema: {
      summary: "Move a test workspace's time forward",
      description: "When it answers, all that fell due until then has been done: holds have passed, rewards have expired, windows have closed.",
      tags: ["Test clock"],
      body: Closed({ to: Instant }),
      response: { 200: Clock },
    },
    example: { to: "2026-04-01T00:00:00Z" },
    async handler({ caller: { workspace }, body, key, language, reply }) {
      const to = parseInstant(body.to);
      if (to === undefined) {
        const errors = [{ path: "/to", problem: "is not a moment", remedy: "write it with date, time and offset, as in 2026-04-01T00:00:00Z" }];
        throw new AppError("invalid_request", { detail: "The time to move to cannot be read.", errors });
      }
      accepted(await moveClock(app, workspace, to, key), reply, language);
      return clockView(app, workspace);
    },
  });
}

async function clockView(app: App, workspace: Workspace) {
  const { now, record, recordAt } = await loadClock(app.db, workspace.id);
  return { mode: workspace.mode, now: instant(now), lastRecord: { number: record, at: instant(recordAt) } };
}
