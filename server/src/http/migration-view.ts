/** Referrals that go over to the version in force, as callers see it: counts, what is given on the way, and which promises change. */
import type { MigrationResult } from "../commands/migrate-referrals.js";
import { publicUnit } from "../core/unit.js";
import { hasMessage, say } from "../words/format.js";
import { promiseChanges } from "../words/terms/terms-text.js";
import type { Language } from "./language.js";
import { decimal } from "./views.js";

export function migrationView({ program, version, programs, documents, report, written }: MigrationResult, language: Language) {
  const { migrated, kept, stages, expiring, given } = report;
  return {
    program,
    version,
    migrated,
    kept: kept.map((line) => ({ ...line, sentence: hasMessage(`why.${line.why}`) ? say(language, `why.${line.why}`) : line.why })),
    promises: [...documents.before].map(([from, before]) => ({ version: from, changes: promiseChanges(before, documents.after, language) })),
    stages,
    expiring,
    given: given.map(({ rule, grant, kind, unit, count, amount }) => {
      return { rule, grant, type: kind, ...(unit === null ? {} : { ...publicUnit(unit), amount: decimal(programs, amount, unit) }), count };
    }),
    written,
  };
}
