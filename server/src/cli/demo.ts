/** `bandwagon demo`: a sample shop with a season behind it, in a test workspace of its own, made through the HTTP API. */
import { type Command, InvalidArgumentError } from "commander";
import type { App } from "../app.js";
import { createKey } from "../commands/create-key.js";
import { createWorkspace } from "../commands/create-workspace.js";
import { type Config, parseConfig } from "../config.js";
import { buildHttp } from "../http/app.js";
import { openApp } from "../main.js";
import { makeDemoApi } from "./demo/demo-api.js";
import { demoPrograms } from "./demo/demo-programs.js";
import { playSeason } from "./demo/play-season.js";
import { dayMs, weekMs } from "./demo/season-state.js";
import { findClosedContest, findDrawnRun, findShownBadge, makePortalLink } from "./demo/show-off.js";
import { type DemoSummary, findExample, sumUp } from "./demo/sum-up.js";
import { type CommandResult, printResult } from "./run-command.js";

interface DemoOptions {
  seed: number;
  weeks: number;
}

export interface Demo extends DemoSummary {
  workspace: string;
  key: string;
  clock: string;
  programs: string[];
  /** The page of a badge that its member shows. */
  badge: string | null;
  /** Opens the portal as one of its members, once. */
  portal: string | null;
  /** Where the places of a contest that has closed are. */
  contest: string | null;
  /** Where a run of a draw is that has been drawn. */
  draw: string | null;
  /** A reward to ask about. */
  example: string | null;
  /** Where the server answers that can be asked now; null when it ran only for the demo. */
  server: string | null;
}

export function addDemo(program: Command): void {
  program
    .command("demo")
    .description("load a sample shop with a season of events into a new test workspace; through the running server, or one that is started for it")
    .option("--seed <number>", "another season", parseWhole, 1)
    .option("--weeks <number>", "how long the season is, 1 to 26", parseWeeks, 13)
    .action((options: DemoOptions, command: Command) => printResult(command, () => runDemo(parseConfig(process.env), options)));
}

/** Two runs with one seed make two workspaces with the same numbers in them. */
async function runDemo(config: Config, options: DemoOptions): Promise<CommandResult> {
  // Without limits of rates: they are for strangers, and this process serves nobody else.
  const opened = await openApp({ ...config, logLevel: "warn", rates: { secret: 0, publishable: 0, anonymous: 0 } }, "command");
  try {
    const demo = await makeDemo(opened.app, config, options);
    return { data: demo, text: describe(demo, config.publicUrl) };
  } finally {
    await opened.close();
  }
}

async function makeDemo(app: App, config: Config, { seed, weeks }: DemoOptions): Promise<Demo> {
  const start = lastMonday(app.now()) - weeks * weekMs;
  const workspace = await createWorkspace(app, { name: "Leaf & Kettle (demo)", mode: "test", locale: "en", clock: start });
  const { token } = await createKey(app, workspace, { kind: "secret", label: "Demo", scopes: ["*"], expiresAt: null });
  const programs = demoPrograms(workspace.id.slice(-8));
  const running = `http://${config.host === "0.0.0.0" || config.host === "::" ? "127.0.0.1" : config.host}:${config.port}`;
  const isRunning = await answersForUs(running, token);
  const own = isRunning ? undefined : await buildHttp(app);
  try {
    const api = makeDemoApi(own === undefined ? running : await own.listen({ host: "127.0.0.1", port: 0 }), token);
    for (const document of Object.values(programs)) {
      const { id } = await api.post("/v1/programs", document);
      await api.post(`/v1/programs/${id}/publish`, {});
    }
    const onWeek = (week: number): void => console.error(`Week ${week + 1} of ${weeks}…`);
    const season = await playSeason(api, programs, { seed, start, weeks, onWeek });
    const handles = Object.values(programs).map(({ handle }) => handle);
    return {
      workspace: workspace.id,
      key: token,
      clock: new Date(season.end).toISOString(),
      programs: handles,
      badge: await findShownBadge(season),
      portal: await makePortalLink(season),
      contest: await findClosedContest(season),
      draw: await findDrawnRun(season),
      example: await findExample(season, programs.roubles.handle),
      server: isRunning ? running : null,
      ...(await sumUp(season)),
    };
  } finally {
    await own?.close();
  }
}

/** Whether a server runs there that has the same database: only such a one knows the key. */
async function answersForUs(url: string, token: string): Promise<boolean> {
  try {
    const reply = await fetch(`${url}/v1/clock`, { headers: { authorization: `Bearer ${token}` }, signal: AbortSignal.timeout(3000) });
    return reply.ok;
  } catch {
    // Nobody answers, or nobody who speaks HTTP.
    return false;
  }
}

/** The last Monday's midnight, UTC: every season begins on the same day of the week. */
function lastMonday(now: number): number {
  const midnight = now - (now % dayMs);
  return midnight - ((new Date(midnight).getUTCDay() + 6) % 7) * dayMs;
}

function describe(demo: Demo, publicUrl: string): string {
  const url = demo.server ?? publicUrl;
  const states = (counts: Record<string, number>): string =>
    Object.entries(counts)
      .map(([name, count]) => `${count} ${name}`)
      .join(", ") || "none";
  const [credit, stamps, roubles] = demo.programs;
  const rewards = demo.rewards.map(
    ({ type, unit, state, count, amount }) =>
      `  ${type.padEnd(7)} ${state.padEnd(10)} ${String(count).padStart(5)}${unit === null ? "" : `   ${amount} ${unit}`}`,
  );
  return `
Leaf & Kettle, ${demo.clock.slice(0, 10)}: ${demo.members} members, ${demo.visits} visits, ${demo.events} events.
Referrals
  ${credit}: ${states(demo.referrals.credit ?? {})}
  ${stamps}: ${states(demo.referrals.stamps ?? {})}
  ${roubles}: ${states(demo.referrals.roubles ?? {})}
Rewards
${rewards.join("\n")}
Refused: ${states(demo.refused)}.
Used: ${demo.couponsUsed} coupons, ${demo.redemptions} redemptions, ${demo.payouts} payouts. Waiting for a person: reviews ${demo.waitingForReview}, approvals ${demo.waitingForApproval}.

Workspace ${demo.workspace}, a test workspace; its clock stands at ${demo.clock}. Its key, shown this once:
  ${demo.key}
${demo.server === null ? "Start the server with npm start, then look" : "Look"} at who waits for a person, at what a member sees, and why a reward was given:
  KEY=${demo.key}
  curl -sS "${url}/v1/referrals?state=in_review" -H "Authorization: Bearer $KEY"
  curl -sS "${url}/v1/rewards?state=pending&type=cash" -H "Authorization: Bearer $KEY"
  curl -sS "${url}/v1/members/c1001/summary" -H "Authorization: Bearer $KEY"
  curl -sS "${url}/v1/rewards/${demo.example}/explanation?lang=ru" -H "Authorization: Bearer $KEY"
  curl -sS "${url}/v1/programs/${stamps}/leaderboards/hosts" -H "Authorization: Bearer $KEY"
${[demo.contest, demo.draw].flatMap((path) => (path === null ? [] : [`  curl -sS "${url}${path}"\n`])).join("")}  curl -sS "${url}/v1/programs/${stamps}/social-proof"${demo.badge === null ? "" : `\n  open ${demo.badge}`}${demo.portal === null ? "" : `\n\nA member's portal, by a link that signs in once:\n  ${demo.portal}`}`;
}

function parseWhole(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("Write a whole number.");
  return Number(text);
}

function parseWeeks(text: string): number {
  const weeks = parseWhole(text);
  if (weeks < 1 || weeks > 26) throw new InvalidArgumentError("A season has 1 to 26 weeks.");
  return weeks;
}
