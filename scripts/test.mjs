/**
 * `npm test`: everything. Installs what is missing, builds, checks, runs the tests of the server, of the SDK, of members' pages, and then those in a browser.
 * The last line is "N passed, N failed"; a step that cannot run counts as one that failed. TEST_DATABASE_URL (a superuser of a server) runs the suite there.
 */
import "./node-version.mjs";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { runChecks } from "./check.mjs";
import { build, ensureInstalled, rootDir } from "./checkout.mjs";
import { ensureChromium } from "./chromium.mjs";

const total = { passed: 0, failed: 0 };
const failedSteps = [];
/** What failed, by its whole name: a long log need not be read for it. */
const failedTests = [];
/** So many characters of why. */
const TOLD_MAX = 600;
const reportDir = mkdtempSync(join(tmpdir(), "bandwagon-test-"));

ensureInstalled();
// Fetched while the first tests run. Tests talk to this machine alone, so those in a browser wait for it.
const quickStarts = spawn(process.execPath, [join(rootDir, "scripts/quick-starts.mjs")], { stdio: "inherit" });
const quickStartsAreThere = once(quickStarts, "exit");
const isBuilt = step("build", build);
for (const { name, isPassed } of await runChecks()) count(`check: ${name}`, isPassed ? 1 : 0, isPassed ? 0 : 1);
runVitest("server");
runVitest("sdk");
runVitest("member");
await quickStartsAreThere;
if (isBuilt && hasPageTests()) runPlaywright();
rmSync(reportDir, { recursive: true, force: true });

if (failedSteps.length > 0) console.log(`\nFailed: ${failedSteps.join(", ")}`);
for (const each of failedTests) console.log(`\n${each}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

function step(name, work) {
  console.log(`\n== ${name}`);
  const isPassed = work();
  count(name, isPassed ? 1 : 0, isPassed ? 0 : 1);
  return isPassed;
}

function count(name, passed, failed) {
  total.passed += passed;
  total.failed += failed;
  if (failed > 0) failedSteps.push(name);
}

function runVitest(workspace) {
  console.log(`\n== ${workspace} tests`);
  const report = join(reportDir, `${workspace}.json`);
  const args = [join(rootDir, "node_modules/vitest/vitest.mjs"), "run", "--reporter=default", "--reporter=json", `--outputFile=${report}`];
  const { status } = spawnSync(process.execPath, args, { cwd: join(rootDir, workspace), stdio: "inherit" });
  const result = readReport(report);
  const [passed, failed] = result === undefined ? [0, 0] : [result.numPassedTests, result.numFailedTests];
  for (const { name, message, assertionResults } of result?.testResults ?? []) {
    const file = relative(rootDir, name);
    const failures = assertionResults.filter((each) => each.status === "failed");
    for (const { fullName, failureMessages } of failures) tellFailed(`${file}: ${fullName}`, failureMessages.join("\n"));
    if (failures.length === 0 && message) tellFailed(file, message);
  }
  // A file that does not load has no failed test, and still fails.
  count(`${workspace} tests`, passed, status === 0 ? failed : Math.max(failed, 1));
}

function hasPageTests() {
  const dir = join(rootDir, "e2e");
  return existsSync(dir) && readdirSync(dir, { recursive: true }).some((file) => file.endsWith(".spec.ts") && !file.includes("node_modules"));
}

function runPlaywright() {
  console.log("\n== tests in a browser");
  const chromium = ensureChromium();
  if (chromium === undefined) return count("tests in a browser", 0, 1);
  const report = join(reportDir, "playwright.json");
  const args = [join(rootDir, "node_modules/@playwright/test/cli.js"), "test", "--reporter=list,json"];
  const env = { ...process.env, CHROME_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const { status } = spawnSync(process.execPath, args, { cwd: join(rootDir, "e2e"), stdio: "inherit", env });
  const { stats, suites = [] } = readReport(report) ?? {};
  for (const { file, title, errors } of failedSpecs(suites)) tellFailed(`${file}: ${title}`, errors);
  const [passed, failed] = stats === undefined ? [0, 0] : [stats.expected + stats.flaky, stats.unexpected];
  return count("tests in a browser", passed, status === 0 ? failed : Math.max(failed, 1));
}

function failedSpecs(suites) {
  return suites.flatMap(({ suites: within = [], specs = [] }) => [
    ...specs
      .filter(({ ok }) => !ok)
      .map(({ file, title, tests }) => {
        const results = tests.flatMap((each) => each.results).flatMap((each) => each.errors);
        return { file: `e2e/${file}`, title, errors: results.map(({ message }) => message).join("\n") };
      }),
    ...failedSpecs(within),
  ]);
}

function tellFailed(name, why) {
  failedTests.push(`${name}\n${stripVTControlCharacters(why).slice(0, TOLD_MAX)}`);
}

function readReport(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
}
