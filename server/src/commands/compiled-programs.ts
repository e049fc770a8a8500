/** Documents compiled once a process: a version never changes, so its hash is all that must be known. */
import { compileProgram as compile } from "../core/document/compile.js";
import type { CompiledProgram } from "../core/document/compiled-program.js";
import type { ProgramDocument } from "../core/document/schema.js";

const KEPT_MAX = 500;
const compiled = new Map<string, CompiledProgram>();

/** The compiled form of a published document; the least recently compiled is forgotten first. */
export function compileProgram(document: unknown, hash: string): CompiledProgram {
  const known = compiled.get(hash);
  if (known !== undefined) return known;
  const program = compile(document as ProgramDocument);
  if (compiled.size >= KEPT_MAX) compiled.delete(compiled.keys().next().value as string);
  compiled.set(hash, program);
  return program;
}
