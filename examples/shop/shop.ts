import type { Referrals } from "./bandwagon.js";
import type { DataFile } from "./data.js";
import type { Outbox } from "./outbox.js";
import type { Settings } from "./settings.js";

/** What the routes work with. */
export interface Shop {
  settings: Settings;
  data: DataFile;
  referrals: Referrals;
  outbox: Outbox;
}
