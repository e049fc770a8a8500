/** The SDK as an installed package: what was built, by the names that it exports. */
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { checkoutDir } from "./bandwagon.js";
import { enrol, publishProgram, theShop } from "./shop.js";

const run = promisify(execFile);
const sdkDir = join(checkoutDir, "sdk");

test("every entry of the package is built, and so are its types", () => {
  const { exports } = JSON.parse(readFileSync(join(sdkDir, "package.json"), "utf8")) as { exports: Record<string, string | Record<string, string>> };
  const files = Object.values(exports).flatMap((entry) => (typeof entry === "string" ? [entry] : Object.values(entry)));
  expect(files.filter((file) => !existsSync(join(sdkDir, file)))).toEqual([]);
  expect(Object.keys(exports)).toEqual(expect.arrayContaining([".", "./webhooks", "./member-token", "./tracker"]));
});

test("a program in plain JavaScript sends an event by it", async () => {
  const { url, key } = theShop();
  const handle = `sdk-${Date.now()}`;
  await publishProgram(theShop(), { handle, name: "SDK", destination: "https://shop.example" });
  const { code } = await enrol(theShop(), handle, `anna-${handle}`);
  const program = `
    import { createBandwagon } from "@bandwagon/sdk";
    import { signMemberToken } from "@bandwagon/sdk/member-token";
    import { signWebhook, verifyWebhook } from "@bandwagon/sdk/webhooks";
    import { startTracker } from "@bandwagon/sdk/tracker";
    const bandwagon = createBandwagon(${JSON.stringify({ url, key })});
    const result = await bandwagon.events.send({ type: "sign_up", member: { id: "boris-${handle}" }, code: "${code}" });
    console.log(JSON.stringify([result.status, ...[signMemberToken, signWebhook, verifyWebhook, startTracker].map((each) => typeof each)]));`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", program], { cwd: join(checkoutDir, "e2e") });
  expect(JSON.parse(stdout)).toEqual(["recorded", "function", "function", "function", "function"]);
});
