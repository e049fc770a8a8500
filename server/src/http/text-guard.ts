import type { RequestProblem } from "../errors.js";

const loneSurrogate = /\p{Surrogate}/u;

/** How deep a body may nest: our own go to 20 or so. */
export const depthMax = 40;

/**
 * The first text (or key) in the value that PostgreSQL cannot keep or that is no Unicode text (a NUL, half of a surrogate pair), a key that could
 * be taken for an object's prototype, or a nesting that is too deep. Undefined if there is none.
 */
export function findTextProblem(value: unknown, path = "", depth = 0): RequestProblem | undefined {
  if (typeof value === "string") return findCharacterProblem(value, path);
  if (typeof value !== "object" || value === null) return undefined;
  if (depth >= depthMax) return { path: path.slice(0, 200), problem: "is nested too deeply", remedy: `nest at most ${depthMax} levels` };
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      const problem = findTextProblem(value[index], `${path}/${index}`, depth + 1);
      if (problem !== undefined) return problem;
    }
    return undefined;
  }
  for (const [key, member] of Object.entries(value)) {
    if (key === "__proto__") return { path, problem: 'has a key "__proto__"', remedy: "leave it out" };
    const problem = findCharacterProblem(key, path) ?? findTextProblem(member, `${path}/${key}`, depth + 1);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function findCharacterProblem(text: string, path: string): RequestProblem | undefined {
  if (text.includes("\0")) return { path, problem: "holds the character U+0000", remedy: "leave the character out" };
  if (loneSurrogate.test(text)) return { path, problem: "holds half of a surrogate pair, which is no character", remedy: "send well-formed Unicode" };
  return undefined;
}
