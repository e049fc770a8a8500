import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { readDocument, writeDocument } from "../../src/cli/program-file.js";
import { documentHash } from "../../src/core/document/hash.js";
import { anyDocument } from "../laws/documents.js";

const folder = mkdtempSync(join(tmpdir(), "bandwagon-files-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function again(name: string, document: unknown): unknown {
  const file = join(folder, name);
  writeDocument(file, document);
  return readDocument(file);
}

describe.each(["program.yaml", "program.json"])("a document written as %s and read again", (name) => {
  test("is the same document, whatever program it is", () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        expect(documentHash(again(name, document))).toBe(documentHash(document));
      }),
      { numRuns: 40 },
    );
  });

  test("is the same JSON, whatever texts it holds", () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: "binary", maxDepth: 4 }), (value) => {
        expect(documentHash(again(name, value))).toBe(documentHash(value));
      }),
      { numRuns: 200 },
    );
  });

  test("keeps texts that look like something else, line ends, long lines, equal parts and the order of its keys", () => {
    const part = { for: { days: 14 } };
    const texts = [
      "5.00",
      "1e3",
      "0x1F",
      "0o17",
      "yes",
      "no",
      "null",
      "~",
      "true",
      "2026-03-01",
      "",
      " a ",
      "# a",
      "a: b",
      "- a",
      "&a",
      "*a",
      "!a",
      "%a",
      "@a",
    ];
    const document = {
      zeta: texts,
      alpha: { hold: part, again: part, 7: "7", __proto: 1, on: "off", "a: b": "x" },
      lines: ["a\nb", "a\n\n", "\n a\n", "a\r\nb", "a\tb", "\u2028", "\u0085", "\ufeff", "e".repeat(300).concat(" f ".repeat(90))],
      last: "the end\n\n",
    };
    const read = again(name, document) as typeof document;
    expect(read).toEqual(document);
    expect(Object.keys(read)).toEqual(Object.keys(document));
  });
});

test("a file that cannot be written is refused with its name", () => {
  expect(() => writeDocument(join(folder, "none", "program.yaml"), {})).toThrow(/program\.yaml cannot be written/);
});
