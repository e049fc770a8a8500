/** What the pieces of a portal are told from. */
import type { App } from "../../app.js";
import type { PublishedProgram, WorkspacePrograms } from "../../commands/program-directory.js";
import type { Workspace } from "../../commands/workspace-directory.js";
import type { Grant, ProgramDocument, Rule } from "../../core/document/schema.js";
import { AppError } from "../../errors.js";
import { type MessageValues, say, sayAmount, sayDay } from "../../words/format.js";
import { perDocument } from "../../words/per-document.js";
import { givenBy } from "../../words/terms/giving-words.js";
import { type Telling, tellingOf } from "../../words/terms/telling.js";
import { unitWords } from "../explanation-view.js";
import { capital } from "../landing-view.js";
import type { Language } from "../language.js";

export interface Told {
  app: App;
  workspace: Workspace;
  programs: WorkspacePrograms;
  /** The program's id. */
  program: string;
  published: PublishedProgram;
  document: ProgramDocument;
  telling: Telling;
  language: Language;
  /** The sentence of the portal with this name. */
  words(key: string, values?: MessageValues): string;
  day(at: number): string;
  amount(minor: bigint, unit: string): string;
}

/** The program in the version in force. Throws `program_unknown`. */
export async function tellProgram(app: App, workspace: Workspace, program: string, language: Language): Promise<Told> {
  const programs = await app.programs.of(workspace.id);
  const found = programs.find(program) ?? (await app.programs.fresh(workspace.id)).find(program);
  if (found === undefined) throw new AppError("program_unknown", { detail: "No published program of this workspace has this id or handle." });
  const { document } = found;
  const zone = document.timeZone ?? "UTC";
  const units = unitWords(programs);
  return {
    ...{ app, workspace, programs, program: found.id, published: found, document, language },
    telling: tellingIn(document, language),
    words: (key, values) => say(language, `portal.${key}`, values),
    day: (at) => sayDay(language, at, zone),
    amount: remembering((minor, unit) => sayAmount(language, minor, unit, units)),
  };
}
/** Many things of one portal are of the same amount. */
function remembering(amount: Told["amount"]): Told["amount"] {
  const said = new Map<string, string>();
  return (minor, unit) => {
    const name = `${minor} ${unit}`;
    const text = said.get(name) ?? amount(minor, unit);
    said.set(name, text);
    return text;
  };
}

const tellingIn = perDocument(tellingOf);

/** What the document's rules give, each grant with its rule. */
export function grantsOf({ document }: Told, isWanted: (rule: Rule, grant: Grant) => boolean): { rule: Rule; grant: Grant }[] {
  return (document.rules ?? []).flatMap((rule) => rule.grants.filter((grant) => isWanted(rule, grant)).map((grant) => ({ rule, grant })));
}

/** What the rules give that something sets off, in words; null for nothing but honour. */
export function prizeOf(told: Told, isSetOff: (rule: Rule) => boolean): string | null {
  const prizes = grantsOf(told, isSetOff).map(({ grant }) => phraseOf(told, grant));
  return prizes.length === 0 ? null : [...new Set(prizes)].join(", ");
}

/** "A coupon for 10 % off". Worked out once in a language: a version's grants never change. */
export function phraseOf({ telling }: Told, grant: Grant): string {
  const known = phrases.get(telling) ?? new Map<Grant, string>();
  phrases.set(telling, known);
  const phrase = known.get(grant) ?? capital(givenBy(telling, grant).phrase);
  known.set(grant, phrase);
  return phrase;
}
const phrases = new WeakMap<Telling, Map<Grant, string>>();

/** A fraction from 0 to 1. */
export const within = (share: number): number => (Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 1);
/** In milliseconds; null for none. */
export const momentOf = (text: string | null): number | null => (text === null ? null : Date.parse(text));
