/** Makes of a document by chance one that can be published. */
import type { ProgramDocument, Rule } from "../../src/core/document/schema.js";
import { validateProgram } from "../../src/core/document/validate.js";

type Json = Record<string, unknown>;

/** Leaves out what the validator names, the smallest part that can be left out, until the rest can be published. */
export function fitting(json: Json): ProgramDocument | undefined {
  const document = JSON.parse(JSON.stringify(json)) as Json & { rules: { grants: unknown[] }[] };
  for (;;) {
    const validation = validateProgram(document);
    if (validation.ok) return document.rules.length === 0 ? undefined : (document as unknown as ProgramDocument);
    const paths = validation.problems
      .map(({ path }) => path.split("/").slice(1))
      .sort((a, b) => b.join("/").localeCompare(a.join("/"), "en", { numeric: true }));
    const dropped = new Set<string>();
    for (const path of paths) if (!leaveOut(document, path, dropped)) return undefined;
    document.rules = document.rules.filter(({ grants }) => grants.length > 0);
  }
}
const optionalParts = [
  "resetBy",
  "boundWith",
  "requires",
  "movesReferral",
  "schedule",
  "minimumSpend",
  "ceiling",
  "distinct",
  "undo",
  "claim",
  "accrual",
  "extends",
  "renewedByActivity",
  "from",
  "when",
  "where",
  "validity",
  "hold",
  "takeBack",
  "cancelOn",
  "until",
  "ifStill",
  "group",
  "window",
  "period",
];
function leaveOut(document: Json, path: string[], dropped: Set<string>): boolean {
  if (path.some((_, index) => dropped.has(path.slice(0, index + 1).join("/")))) return true;
  for (let length = path.length; length > 0; length--) {
    const [last, ...before] = [path[length - 1] as string, ...path.slice(0, length - 1)];
    const place = path.slice(0, length).join("/");
    const isItem = /^(rules|grants|limits|goals|eligibility)$/.test(path[length - 2] ?? "") && /^\d+$/.test(last);
    if (!isItem && !optionalParts.includes(last)) continue;
    const parent = before.reduce<unknown>((value, part) => (value as Json | undefined)?.[part], document);
    // What is not there cannot be left out: it is missed.
    if ((parent as Json | undefined)?.[last] === undefined) continue;
    if (isItem) (parent as unknown[]).splice(Number(last), 1);
    else delete (parent as Json)[last];
    dropped.add(place);
    return true;
  }
  return false;
}

const PLAIN: Rule = { id: "rule-0", on: { event: "purchase" }, grants: [{ id: "grant-0", to: "member", points: { amount: "1" } }] };
/** A level is never lost: who reached it by what was taken back is on it, who never had it is not: the one thing that hangs on the order. */
export function withoutLevels(document: ProgramDocument): ProgramDocument {
  const rules = (document.rules ?? []).filter((rule) => !JSON.stringify(rule).includes("level"));
  return { ...document, rules: rules.length > 0 ? rules : [PLAIN] };
}
