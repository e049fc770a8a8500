/** Program documents as files. */
import { readFileSync, writeFileSync } from "node:fs";
import { parse as parseYaml, stringify } from "yaml";
import type { Problem } from "../core/document/problem.js";
import type { ProgramDocument } from "../core/document/schema.js";
import { validateProgram } from "../core/document/validate.js";
import { AppError } from "../errors.js";
import type { WordLanguage } from "../words/format.js";
import { warningSentences } from "../words/warning-sentence.js";

const BYTES_MAX = 1024 * 1024;

/** The document of a file, with warnings in the language; refused with every problem, one a line. */
export function readValid(file: string, language: WordLanguage): { document: ProgramDocument; warnings: Problem[] } {
  const document = readDocument(file);
  const result = validateProgram(document);
  if (!result.ok) throw new AppError("unprocessable", { detail: `${file} is not valid:`, errors: result.problems });
  return { document: document as ProgramDocument, warnings: warningSentences(language, result.warnings) };
}

/** What a file says: JSON where its name ends in .json, else YAML. Throws `invalid_request` where it cannot be read. */
export function readDocument(file: string): unknown {
  try {
    const text = readFileSync(file, "utf8");
    if (text.length > BYTES_MAX) throw new Error("it is larger than 1 MB");
    return isJson(file) ? JSON.parse(text) : parseYaml(text, { maxAliasCount: 0, schema: "core", uniqueKeys: true });
  } catch (error) {
    throw new AppError("invalid_request", { detail: `${file} cannot be read: ${(error as Error).message}` });
  }
}

/** Writes a document so that `readDocument` reads exactly it. Throws `invalid_request` where the file cannot be written. */
export function writeDocument(file: string, document: unknown): void {
  try {
    writeFileSync(file, isJson(file) ? `${JSON.stringify(document, null, 2)}\n` : yamlOf(document));
  } catch (error) {
    throw new AppError("invalid_request", { detail: `${file} cannot be written: ${(error as Error).message}` });
  }
}

/** A value as YAML that is read as exactly this value, without aliases, which `readDocument` does not take, and with its lines unbroken. */
export function yamlOf(value: unknown): string {
  return stringify(value, { aliasDuplicateObjects: false, lineWidth: 0, schema: "core" });
}

function isJson(file: string): boolean {
  return file.endsWith(".json");
}
