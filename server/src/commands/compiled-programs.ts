/** Documents compiled once a process: a version never changes, so its hash is all that must be known. */
import { BoundedMap } from "../bounded-map.js";
import { compileProgram as compile } from "../core/document/compile.js";
import type { CompiledProgram } from "../core/document/compiled-program.js";
import type { ProgramDocument } from "../core/document/schema.js";

const compiled = new BoundedMap<string, CompiledProgram>(500);

/** The compiled form of a published document; the least recently compiled is forgotten first. */
export function compileProgram(document: unknown, hash: string): CompiledProgram {
  const known = compiled.get(hash);
  if (known !== undefined) return known;
  const program = compile(document as ProgramDocument);
  compiled.set(hash, program);
  return program;
}
