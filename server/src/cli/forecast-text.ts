/** A forecast as a person reads it: what it comes to, what it costs, month by month, and what that hangs on. */
import type { Simulation } from "../commands/simulate-program.js";

type View = Simulation["view"];
type Cell = string | number | null;
interface Spread {
  p10: Cell;
  p50: Cell;
  p90: Cell;
}

/** Tables with a tenth, a half and nine tenths of the runs below each number. */
export function forecastText({ view, tally, tookMs }: Simulation): string {
  const seconds = tookMs / 1000;
  return [
    headText(view),
    table([["", "p10", "p50", "p90"], ...mainRows(view)]),
    chancesText(view),
    `Rewards, net of what was taken back and expired\n${table([["rule", "grant", "", "made", "", "", "cost", "", ""], ["", "", "", "p10", "p50", "p90", "p10", "p50", "p90"], ...rewardRows(view)])}`,
    unitsText(view),
    `Month by month, the middle run (net so far: p10 to p90)\n${table([["month", "customers", "margin", "cost", "net so far", "from", "to"], ...monthRows(view)])}`,
    `What drives the net: each assumption a fifth lower and higher\n${table([["assumption", "lower", "higher", "net lower", "net higher", "swing"], ...driverRows(view)])}`,
    breakEvenText(view),
    `${tally.runs} runs with ${tally.decisions} decisions in ${seconds.toFixed(1)} s: ${Math.round(tally.runs / seconds)} runs/s, ${Math.round(tally.decisions / seconds)} decisions/s.`,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function headText({ program, currency, startsOn, runs, seed, sampling, assumptions }: View): string {
  const { industry, months, members, newMembersPerMonth } = assumptions;
  const lines = [
    `${program}: ${months} months from ${startsOn.slice(0, 10)}, ${runs} runs, seed ${seed}. Money in ${currency}.`,
    `Defaults of ${industry}: ${members} members at the start, ${newMembersPerMonth} more a month.`,
  ];
  if (sampling.part < 1) {
    const [customers, net] = [sampling.newCustomersError, sampling.netError].map(percent);
    lines.push(
      `Each run plays ${sampling.membersPerRun} of the members and is scaled up; that scatters a run's new customers by ${customers} more and its net by ${net}.`,
    );
  }
  if (sampling.passivePart < 1) lines.push(`Of those who share nothing it plays ${percent(sampling.passivePart)}, who stand for the others.`);
  if (sampling.cutRuns > 0)
    lines.push(`${percent(sampling.cutRuns)} of the runs would have grown without end and were cut: the upper numbers are too low.`);
  return lines.join("\n");
}

function mainRows(view: View): Cell[][] {
  const { stages } = view;
  const rows: [string, Spread | null, ((value: Cell) => Cell)?][] = [
    ["sharers", stages.sharers as Spread, count],
    ["invitations", stages.invitations as Spread, count],
    ["visits", stages.visits as Spread, count],
    ["friends signed up", stages.signedUp as Spread, count],
    ["friends qualified", stages.qualified as Spread, count],
    ["referrals converted", stages.converted as Spread, count],
    ["referrals rejected", stages.rejected as Spread, count],
    ["new customers", view.newCustomers, count],
    ["  of them incremental", view.incrementalCustomers, count],
    [`K-factor in ${view.kFactor.windowDays} days`, view.kFactor, (value) => value],
    ["revenue by referral", view.revenue],
    ["  of it incremental", view.incrementalRevenue],
    ["margin of that", view.margin],
    ["cost of rewards", view.rewardCost],
    ["  of it for fraud", view.fraudCost],
    ["cost of the program", view.programCost],
    ["net", view.net],
    ["return on investment", view.returnOnInvestment, percent],
    ["cost of an incremental customer", view.costPerIncrementalCustomer],
    ["liability at the end", view.liability],
    ["month of break-even", view.breakEvenMonth, (value) => value ?? "later"],
  ];
  return rows.map(([name, spread, show = (value) => value]) => [
    name,
    ...(spread === null ? ["-", "-", "-"] : [spread.p10, spread.p50, spread.p90].map(show)),
  ]);
}
function chancesText({ breakEvenMonth, chanceOverBudget, budget, currency, assumptions }: View): string {
  const lines = [`It earns back its cost within ${assumptions.months} months in ${percent(breakEvenMonth.chance)} of the runs.`];
  if (chanceOverBudget !== null) lines.push(`It costs more than ${budget} ${currency} in ${percent(chanceOverBudget)} of the runs.`);
  return lines.join("\n");
}
function rewardRows({ rewards }: View): Cell[][] {
  return rewards.map(({ rule, grant, kind, made, unit, amount, cost }) => {
    const paid = cost ?? amount;
    const what = cost === null ? `${kind}, in ${unit ?? "things"}` : kind;
    return [rule, grant, what, ...[made.p10, made.p50, made.p90].map(count), paid?.p10 ?? "-", paid?.p50 ?? "-", paid?.p90 ?? "-"];
  });
}
function unitsText({ units }: View): string {
  if (units.length === 0) return "";
  const rows = units.map((each) => [
    "kind" in each && each.kind !== undefined ? `${each.kind} ${each.unit}` : each.unit,
    each.pending.p50,
    each.available.p50,
    each.used.p50,
    each.unrecovered.p50,
  ]);
  return `In wallets at the end, the middle run\n${table([["unit", "pending", "available", "used", "unrecovered"], ...rows])}`;
}
function monthRows({ months }: View): Cell[][] {
  return months.map(({ month, newCustomers, margin, cost, netSoFar }) => [
    month,
    count(newCustomers.p50),
    margin.p50,
    cost.p50,
    netSoFar.p50,
    netSoFar.p10,
    netSoFar.p90,
  ]);
}
function driverRows({ drivers }: View): Cell[][] {
  return drivers.map(({ assumption, low, high, swing }) => [assumption, low.value, high.value, low.net, high.net, swing]);
}
function breakEvenText({ breakEvenReward: { kind, factor, costPerIncrementalCustomer }, currency }: View): string {
  if (kind === "no_cost") return "Break-even reward: the rewards cost nothing in money. Say what units are worth: --set unitValues.POINTS=0.01.";
  if (kind === "never") return "Break-even reward: none. The program would lose without any reward as well.";
  if (kind === "beyond") return `Break-even reward: above ${factor} times the present ones; limits keep the cost down.`;
  const each = costPerIncrementalCustomer === null ? "" : `, when an incremental customer costs ${costPerIncrementalCustomer} ${currency}`;
  return `Break-even reward: ${factor} times the present ones${each}; if people act alike whatever they get.`;
}

function count(value: Cell): Cell {
  return typeof value === "number" ? Math.round(value) : value;
}
function percent(value: Cell): string {
  return typeof value === "number" ? `${Math.round(value * 100)} %` : "-";
}
/** Columns aligned: texts to the left, numbers to the right. */
function table(rows: Cell[][]): string {
  const texts = rows.map((row) => row.map((cell) => String(cell ?? "-")));
  const widths = (texts[0] ?? []).map((_, column) => Math.max(...texts.map((row) => row[column]?.length ?? 0)));
  const isText = widths.map((_, column) => texts.slice(1).some((row) => /[a-z]{2}/i.test(row[column] ?? "") && !/later/.test(row[column] ?? "")));
  return texts
    .map((row) =>
      row
        .map((text, column) => (isText[column] ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0)))
        .join("  ")
        .trimEnd(),
    )
    .map((line) => `  ${line}`)
    .join("\n");
}
