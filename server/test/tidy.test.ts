/** The house rules that matter, as tests of the source tree and of the migrated database. */
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkoutDir } from "../src/config.js";
import { errorCatalogue } from "../src/errors.js";
import { migrationsDir, readMigrations } from "../src/store/migrate.js";
import { type TestDatabase, testDatabase } from "./database.js";

interface Source {
  /** From the top of the checkout, with slashes. */
  path: string;
  text: string;
  /** Without comments, strings kept. */
  code: string;
  imports: string[];
}

const skipped = new Set(["node_modules", "dist", "generated", ".git", "data", "coverage", "test-results", "playwright-report"]);
const sources = listFiles(checkoutDir)
  .filter((path) => /\.(ts|mts|mjs)$/.test(path))
  .map(readSource);
const serverSources = sources.filter(({ path }) => path.startsWith("server/src/"));
const productSources = serverSources.filter(({ path }) => !path.endsWith(".test.ts"));
const coreSources = productSources.filter(({ path }) => path.startsWith("server/src/core/"));

/** What the files of a folder may import of ours. A file at the top of server/src goes by its own name. */
const directions: Record<string, string[]> = {
  core: ["core"],
  words: ["words", "core"],
  store: ["store", "core", "errors"],
  commands: ["commands", "core", "store", "errors", "bounded-map", "app"],
  queries: ["queries", "store/db", "core", "words", "errors", "bounded-map", "app"],
  http: ["http", "commands", "queries", "core", "words", "errors", "bounded-map", "app"],
  adapters: ["adapters", "config", "core", "errors"],
  jobs: ["jobs", "commands", "queries", "adapters", "store/outbox", "errors", "app"],
};

/** Packages with one home; core has no others at all. */
const packageHomes: Record<string, RegExp> = {
  pg: /^server\/src\/store\//,
  fastify: /^server\/src\/(http\/|main\.ts)/,
  commander: /^server\/src\/cli\//,
  "@marcbachmann/cel-js": /^server\/src\/core\/expression\.ts/,
  "temporal-polyfill": /^server\/src\/core\/time\.ts/,
  typebox: /^server\/src\/(core\/document|http)\//,
};

describe("imports", () => {
  test.each(Object.keys(directions))("of %s go only where they may", (folder) => {
    const allowed = directions[folder] ?? [];
    const wrong = productSources
      .filter(({ path }) => path.startsWith(`server/src/${folder}/`))
      .flatMap(({ path, imports }) =>
        imports
          .filter((specifier) => specifier.startsWith("."))
          .map((specifier) => relative("server/src", join(dirname(path), specifier)).replace(/\.js$/, ""))
          .filter((target) => !allowed.some((root) => target === root || target.startsWith(`${root}/`)))
          .map((target) => `${path} imports ${target}`),
      );
    expect(wrong).toEqual([]);
  });

  test("of a package happen in its one home", () => {
    const wrong = productSources.flatMap(({ path, imports }) =>
      imports
        .filter((specifier) => packageHomes[specifier] && !packageHomes[specifier].test(path))
        .map((specifier) => `${path} imports ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  test("of core are nothing but core, the expression language, Temporal, hashing and the schema language", () => {
    const known = ["@marcbachmann/cel-js", "temporal-polyfill", "typebox"];
    const wrong = coreSources.flatMap(({ path, imports }) =>
      imports
        .filter((specifier) => !specifier.startsWith(".") && !known.includes(specifier))
        .filter((specifier) => !(specifier === "node:crypto" && path === "server/src/core/hash.ts"))
        .map((specifier) => `${path} imports ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  test("of the SDK are its own files and nothing else, so that it runs anywhere; but for React in the entry for it", () => {
    const wrong = sources
      .filter(({ path }) => path.startsWith("sdk/src/") && !path.endsWith(".test.ts"))
      .flatMap(({ path, imports }) =>
        imports
          .filter((specifier) => !specifier.startsWith(".") || !join(dirname(path), specifier).startsWith("sdk/src/"))
          .filter((specifier) => !(specifier === "react" && path === "sdk/src/react.ts"))
          .map((specifier) => `${path} imports ${specifier}`),
      );
    expect(wrong).toEqual([]);
  });

  test("of the browser tests take nothing from the server's sources", () => {
    const wrong = sources.filter(({ path, imports }) => path.startsWith("e2e/") && imports.some((specifier) => specifier.includes("server/src")));
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });
});

describe("core", () => {
  test.each([
    ["does not wait", /\b(await|async)\b/],
    ["has no clock", /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b|\bsetTimeout\b|\bTemporal\.Now\b/],
    ["has no chance", /\bMath\.random\b|\brandom(Bytes|UUID|Int)\b/],
    ["has no environment", /\bprocess\.|\bconsole\.|\bglobalThis\b/],
  ])("%s", (_rule, forbidden) => expect(pathsWith(coreSources, forbidden)).toEqual([]));
});

describe("sources", () => {
  test("print nothing outside the command line and main.ts", () => {
    const quiet = productSources.filter(({ path }) => !path.startsWith("server/src/cli/") && path !== "server/src/main.ts");
    expect(pathsWith(quiet, /\bconsole\./)).toEqual([]);
  });

  test("stay below 300 lines", () => {
    const long = sources
      .map(({ path, text }) => `${path}: ${text.trimEnd().split("\n").length}`)
      .filter((entry) => Number(entry.split(": ")[1]) >= 300);
    expect(long).toEqual([]);
  });

  test("have kebab-case names that say something", () => {
    const names = sources
      .map(({ path }) => path)
      .filter((path) => path.startsWith("server/") || path.startsWith("scripts/") || path.startsWith("sdk/") || path.startsWith("e2e/"));
    expect(names.filter((path) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.(test|spec|config|setup))?\.(ts|mts|mjs)$/.test(basename(path)))).toEqual([]);
    const empty = /^(utils?|helpers?|common|manager|service|misc|index|shared|lib)$/;
    expect(names.filter((path) => path.split("/").some((part) => empty.test(part.replace(/(\.test)?\.(ts|mjs)$/, ""))))).toEqual([]);
  });

  test("have no default exports and no focused or skipped tests", () => {
    const own = sources.filter(({ path }) => !path.includes(".config."));
    expect(pathsWith(own, /^export default\b/m)).toEqual([]);
    expect(pathsWith(own, /\b(test|it|describe|bench)\.(only|skip|todo)\b/)).toEqual([]);
  });

  test("leave nothing to be done later", () => {
    const marks = new RegExp(`\\b(${["TO", "FIX"].map((start) => start + (start === "TO" ? "DO" : "ME")).join("|")})\\b`);
    expect(sources.filter(({ text }) => marks.test(text)).map(({ path }) => path)).toEqual([]);
  });
});

describe("the repository", () => {
  test("names no machine, no private registry and no home folder", () => {
    const texts = listFiles(checkoutDir).filter((path) => /\.(ts|mjs|json|md|sql|ya?ml|npmrc|html|css)$/.test(path) || path.startsWith(".ci/"));
    const foreign = new RegExp(["/work" + "/", "/home/[a-z]", "/Users/[a-zA-Z]", '"resolved": "https?://(?!registry\\.npmjs\\.org/)'].join("|"));
    expect(texts.filter((path) => foreign.test(readFileSync(join(checkoutDir, path), "utf8")))).toEqual([]);
  });

  test("has every error code in docs/reference/errors.md, as the catalogue says it", () => {
    const page = readFileSync(join(checkoutDir, "docs/reference/errors.md"), "utf8");
    const rows = Object.entries(errorCatalogue).map(([code, { status, title }]) => `| \`${code}\` | ${status} | ${title} |`);
    expect(page.split("\n").filter((line) => line.startsWith("| `"))).toEqual(rows);
  });

  test("has migrations without holes, each with its reason first", async () => {
    expect((await readMigrations(migrationsDir)).length).toBeGreaterThan(0);
  });
});

describe("every table", () => {
  let database: TestDatabase;
  let tables: { name: string; key: string[]; hasWorkspace: boolean; isForced: boolean; policies: number }[];
  beforeAll(async () => {
    database = await testDatabase();
    tables = (await database.admin.query(readTables)).rows;
  });
  afterAll(() => database.close());

  const installationWide = [
    "api_keys",
    "api_key_uses",
    "installation",
    "migrations",
    "program_handles",
    "setup_links",
    "users",
    "workspace_owners",
    "workspaces",
  ];

  test("belongs to workspaces or is one of the few of the whole installation", () => {
    const shared = tables.filter(({ isForced }) => !isForced).map(({ name }) => name);
    expect(shared.filter((name) => !installationWide.includes(name))).toEqual([]);
  });

  test("of workspaces leads with workspace_id in its primary key", () => {
    const wrong = tables.filter(({ name, key }) => !installationWide.includes(name) && key[0] !== "workspace_id");
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  test("of workspaces has forced row-level security with one policy (L14)", () => {
    const wrong = tables.filter(({ name, isForced, policies }) => !installationWide.includes(name) && !(isForced && policies === 1));
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  test("of workspaces leads with workspace_id in every unique key and foreign key, and its constraints have names that were written out", async () => {
    const { rows } = await database.admin.query(readConstraints);
    const wrong = rows.filter(({ table, first }: { table: string; first: string }) => !installationWide.includes(table) && first !== "workspace_id");
    expect(wrong).toEqual([]);
  });
});

const readTables = `
  select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as "isForced",
    (select count(*)::int from pg_policy where polrelid = c.oid) as policies,
    exists (select from pg_attribute where attrelid = c.oid and attname = 'workspace_id') as "hasWorkspace",
    coalesce((select array_agg(a.attname::text order by k.place) from pg_constraint p
      cross join unnest(p.conkey) with ordinality as k (column_number, place)
      join pg_attribute a on a.attrelid = p.conrelid and a.attnum = k.column_number where p.conrelid = c.oid and p.contype = 'p'), '{}') as key
  from pg_class c where c.relnamespace = 'bandwagon'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1`;

const readConstraints = `
  select c.relname as "table", p.conname as name, a.attname as first from pg_constraint p
  join pg_class c on c.oid = p.conrelid join pg_attribute a on a.attrelid = p.conrelid and a.attnum = p.conkey[1]
  where c.relnamespace = 'bandwagon'::regnamespace and not c.relispartition and p.contype in ('p', 'u', 'f') order by 1, 2`;

function pathsWith(among: Source[], forbidden: RegExp): string[] {
  return among.filter(({ code }) => forbidden.test(code)).map(({ path }) => path);
}

function listFiles(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    if (skipped.has(entry.name)) return [];
    const path = resolve(dir, entry.name);
    return entry.isDirectory() ? listFiles(path) : [relative(checkoutDir, path)];
  });
}

function readSource(path: string): Source {
  const text = readFileSync(join(checkoutDir, path), "utf8");
  const code = text
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/^\s*\/\/.*$/gm, "")
    .replace(/(?<=[\s;{}])\/\/ .*$/gm, "");
  const statements = /^(?:import|export)\b(?:[^;"']*?\bfrom)?\s*"([^"]+)"|\bimport\("([^"]+)"\)/gm;
  const imports = [...code.matchAll(statements)].map((match) => match[1] ?? match[2] ?? "");
  return { path, text, code, imports };
}
