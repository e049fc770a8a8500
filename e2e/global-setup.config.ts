/** Builds what is out of date, and starts one server with one shop for all tests that need no empty one. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { checkoutDir, rememberBandwagon, startBandwagon } from "./bandwagon.js";
import { rememberShop } from "./shop.js";

export default async function globalSetup(): Promise<() => Promise<void>> {
  const { ensureBuilt } = (await import(pathToFileURL(join(checkoutDir, "scripts/checkout.mjs")).href)) as { ensureBuilt(): void };
  ensureBuilt();
  // Push services of the tests are on this machine.
  const bandwagon = await startBandwagon({ WEBHOOK_ALLOW: "127.0.0.1" });
  const made = (await bandwagon.command("workspace", "create", "Corner Tea")) as { key: { token: string } };
  rememberShop({ url: bandwagon.url, key: made.key.token });
  rememberBandwagon(bandwagon);
  return bandwagon.stop;
}
