import type { Problem } from "../core/document/problem.js";

/** Problems or warnings, each on a line of its own with its place and remedy. */
export function notesOf(notes: readonly Problem[]): string {
  return notes
    .map(({ path, problem, remedy }) => `\n  ${path || "/"}: ${isSentence(problem) ? `${problem} ${remedy}` : `${problem}; ${remedy}.`}`)
    .join("");
}
/** Those of a request's schema are parts of one. */
function isSentence(problem: string): boolean {
  return problem.endsWith(".");
}
