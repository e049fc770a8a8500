/** Opens the shop: settings, data, what was cut short, the outbox, the door. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createApp } from "./app.js";
import { openReferrals } from "./bandwagon.js";
import { abandonUnfinished } from "./checkout.js";
import { openDataFile } from "./data.js";
import { startOutbox } from "./outbox.js";
import { readSettings, type Settings, SettingsError } from "./settings.js";

async function open(settings: Settings): Promise<void> {
  const data = await openDataFile(settings.dataFile);
  await abandonUnfinished(data);
  const referrals = openReferrals(settings);
  const outbox = startOutbox(data, referrals);
  const server = createServer(createApp({ settings, data, referrals, outbox }));
  server.once("error", (error: NodeJS.ErrnoException) => {
    const isTaken = error.code === "EADDRINUSE";
    console.error(isTaken ? `PORT is ${settings.port}, which another program uses: give a free one.` : error.message);
    process.exit(1);
  });
  server.listen(settings.port, () => {
    const { port } = server.address() as AddressInfo;
    console.log(`The shop is open at ${settings.shopUrl} (port ${port}). The owner's page: ${settings.shopUrl}/owner?key=${data.now.ownerKey}`);
  });
  const close = (): void => {
    outbox.stop();
    server.close();
    server.closeAllConnections();
  };
  process.once("SIGINT", close);
  process.once("SIGTERM", close);
}

try {
  await open(readSettings(process.env));
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
