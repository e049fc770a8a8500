/** Draws as a member meets them: the own tickets, when winners are drawn, and how anybody can verify it. */
import { compileProgram } from "../../commands/compiled-programs.js";
import type { DrawRunView, OwnTickets } from "../../queries/draws.js";
import { presentRun } from "../draw-view.js";
import { textIn } from "../explanation-view.js";
import { howEarned } from "./how-earned.js";
import { grantsOf, prizeOf, type Told } from "./told.js";

/** Of each draw so many runs that were drawn are told, where the member had tickets in them. */
const DRAWN_SHOWN = 3;

/** The document's draws, each with its present run and the latest that were drawn; `own` are the member's tickets, the latest run first. */
export function drawViews(told: Told, own: readonly OwnTickets[], now: number) {
  const { workspace, program, document, published, language, words } = told;
  const { draws, ...compiled } = compileProgram(document, published.hash);
  return (document.draws ?? []).map(({ id, name }) => {
    const draw = draws.get(id);
    const present = draw && presentRun(workspace, program, { ...compiled, draws }, draw, now);
    const runs = own.filter((each) => each.draw === id);
    const waiting = runs.filter(({ drawnAt, run }) => drawnAt === null && run !== present?.run);
    const shown = [...(present === undefined ? [] : [runs.find(({ run }) => run === present.run) ?? { ...present, tickets: 0 }]), ...waiting];
    return {
      id,
      name: textIn(name, language) ?? id,
      prize: prizeOf(told, ({ on }) => "draw" in on && on.draw === id),
      how: howEarned(told, grantsOf(told, (_, grant) => "tickets" in grant && grant.tickets.draw === id)[0]),
      text: shown.length > 0 ? null : words("draw.over"),
      runs: shown.map((run) => comingView(told, run)),
      drawn: runs
        .filter(({ drawnAt }) => drawnAt !== null)
        .slice(0, DRAWN_SHOWN)
        .map((run) => drawnView(told, run)),
    };
  });
}

function comingView(told: Told, row: DrawRunView & { tickets: number }) {
  const { words, day } = told;
  const { run, tickets, winners, commitment } = row;
  const when = words("draw.when", { date: day(row.dueAt ?? row.endsAt), n: winners });
  return { run, tickets, text: words("draw.tickets", { n: tickets }), when, commitment, address: addressOf(told, row) };
}
function drawnView(told: Told, { ids, ...row }: OwnTickets) {
  const { words, day } = told;
  const hasWon = row.won?.some(({ member }) => ids.includes(member)) ?? false;
  const text = words("draw.drawn", { date: day(row.drawnAt ?? row.endsAt), n: row.tickets, hasWon: hasWon ? "yes" : "no" });
  return { run: row.run, hasWon, text, address: addressOf(told, row) };
}
/** The page of the run, where everybody finds what is needed to check it. */
function addressOf({ document, language }: Told, { draw, run }: DrawRunView): string {
  return `/draws/${document.handle}/${draw}/${run}?lang=${language}`;
}
