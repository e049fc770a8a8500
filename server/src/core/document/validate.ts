/** Validates program documents: everything that is wrong, each with its place and what to do. */
import { checkCampaigns } from "./check-campaigns.js";
import { checkCatalogue } from "./check-catalogue.js";
import { checkDeclarations } from "./check-declarations.js";
import { checkEconomics } from "./check-economics.js";
import { checkFeedback } from "./check-feedback.js";
import { checkGame } from "./check-game.js";
import { checkGoals } from "./check-goals.js";
import { checkIdentity } from "./check-identity.js";
import { checkInput } from "./check-input.js";
import { checkLevels } from "./check-levels.js";
import { checkSharedLimits } from "./check-limits.js";
import { checkRules } from "./check-rules.js";
import { checkSegments } from "./check-segments.js";
import { checkShape } from "./check-shape.js";
import { surprisesIn } from "./check-surprises.js";
import { checkTerms } from "./check-terms.js";
import { checkTiers } from "./check-tiers.js";
import { newChecking } from "./checking.js";
import { compileProgram } from "./compile.js";
import type { CompiledProgram } from "./compiled-program.js";
import type { Problem } from "./problem.js";
import { ProgramDocument } from "./schema.js";
import type { Warning } from "./warning.js";

export type Validation = { ok: true; program: CompiledProgram; warnings: Warning[] } | { ok: false; problems: Problem[] };

/**
 * Whether a document can be published. All problems are told at once (at most 200 of shape, 200 of meaning); of a part whose shape is wrong the meaning is not judged.
 * Total: never throws on any JSON value (nor on what only looks like one), and its cost is bounded by the permitted size.
 */
export function validateProgram(input: unknown): Validation {
  const unreadable = checkInput(input);
  if (unreadable.length > 0) return { ok: false, problems: unreadable };
  // A copy of its own: without members that JSON does not have, and nobody can change it afterwards.
  const document: unknown = JSON.parse(JSON.stringify(input) ?? "null");
  const shapeProblems = checkShape(ProgramDocument, document);
  const checking = newChecking(document, shapeProblems);
  for (const check of [
    checkIdentity,
    checkDeclarations,
    checkTiers,
    checkLevels,
    checkSegments,
    checkGoals,
    checkRules,
    checkSharedLimits,
    checkCatalogue,
    checkCampaigns,
    checkGame,
    checkFeedback,
    checkTerms,
    checkEconomics,
  ])
    check(checking);
  const problems = [...shapeProblems, ...checking.problems];
  if (problems.length > 0) return { ok: false, problems: problems.map(asSentence) };
  const program = compileProgram(document as ProgramDocument, checking.expressions);
  return { ok: true, program, warnings: [...checking.warnings, ...surprisesIn(document as ProgramDocument, program)] };
}

function asSentence({ path, problem, remedy }: Problem): Problem {
  return { path, problem: `${problem[0]?.toUpperCase()}${problem.slice(1)}.`, remedy };
}
