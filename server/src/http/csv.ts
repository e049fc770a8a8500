/** Tables as CSV that a spreadsheet opens safely. */
import { Readable } from "node:stream";
import { stringify } from "csv-stringify";
import type { FastifyReply } from "fastify";

export type CsvRow = readonly (string | null)[];

export interface CsvTable {
  /** Of the file, without its ending. */
  name: string;
  headings: readonly string[];
  separator: "comma" | "semicolon";
}

/**
 * Sends the rows as they come. UTF-8 with a mark of it, without which spreadsheets read Cyrillic as gibberish; cells that begin as a formula does are
 * given an apostrophe, so that what a stranger wrote into a name is never calculated. An error on the way breaks the connection: half a file is not a file.
 */
export function csvReply(reply: FastifyReply, { name, headings, separator }: CsvTable, rows: AsyncIterable<CsvRow>): FastifyReply {
  const lines = stringify({
    bom: true,
    header: true,
    columns: [...headings],
    delimiter: separator === "comma" ? "," : ";",
    record_delimiter: "windows",
    escape_formulas: true,
  });
  const source = Readable.from(rows);
  source.on("error", (error) => lines.destroy(error));
  return reply
    .type("text/csv; charset=utf-8; header=present")
    .header("content-disposition", `attachment; filename="${name}.csv"`)
    .send(source.pipe(lines));
}
