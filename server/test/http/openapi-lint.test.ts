import { readFileSync } from "node:fs";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { expect, test } from "vitest";

test("the API's description has nothing to say to a linter that knows nothing of us", async () => {
  const source = readFileSync(new URL("../../../spec/openapi.json", import.meta.url), "utf8");
  const problems = await lintFromString({ source, config: await createConfig({ extends: ["recommended"] }) });
  expect(problems.map(({ ruleId, message, location }) => `${ruleId} at ${location[0]?.pointer}: ${message}`)).toEqual([]);
}, 60_000);
