/** What the shop must be told before it can open, from the environment. */
export interface Settings {
  bandwagonUrl: string;
  bandwagonKey: string;
  webhookSecret: string;
  /** By what the shop signs its customers in to Bandwagon's own elements; without it pages have no portal. */
  signing: { workspace: string; keyId: string; secret: string } | undefined;
  /** The program's handle, as program.yaml names it. */
  program: string;
  shopUrl: string;
  port: number;
  dataFile: string;
}

/** One setting is missing or cannot be used. The message names it and says what to do. */
export class SettingsError extends Error {}

/** All settings, or a `SettingsError` about the first that is wrong. An empty variable counts as left out. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const port = portOf(env.PORT || "4000");
  return {
    bandwagonUrl: addressOf("BANDWAGON_URL", env.BANDWAGON_URL, "give the address of your Bandwagon, such as http://127.0.0.1:3000"),
    bandwagonKey: matching("BANDWAGON_KEY", env.BANDWAGON_KEY, /^bw_(live|test)_\w+$/, "give a secret key of your workspace; it begins with bw_"),
    webhookSecret: matching(
      "BANDWAGON_WEBHOOK_SECRET",
      env.BANDWAGON_WEBHOOK_SECRET,
      /^whsec_[\w+/=-]+$/,
      "give the secret that the webhook endpoint was made with; it begins with whsec_",
    ),
    signing: signingOf(env),
    program: matching("BANDWAGON_PROGRAM", env.BANDWAGON_PROGRAM || "leaf-and-kettle", /^[a-z0-9-]+$/, "give the handle of the program"),
    shopUrl: addressOf("SHOP_URL", env.SHOP_URL || `http://localhost:${port}`, "give the address at which people reach the shop"),
    port,
    dataFile: env.SHOP_DATA || "data/shop/shop.json",
  };
}

/** All three of them, or none. */
function signingOf({
  BANDWAGON_WORKSPACE: workspace,
  BANDWAGON_SIGNING_KEY_ID: keyId,
  BANDWAGON_SIGNING_SECRET: secret,
}: NodeJS.ProcessEnv): Settings["signing"] {
  if (!workspace && !keyId && !secret) return undefined;
  return {
    workspace: matching("BANDWAGON_WORKSPACE", workspace, /^ws_\w+$/, "give the id of your workspace; it begins with ws_"),
    keyId: matching("BANDWAGON_SIGNING_KEY_ID", keyId, /^key_\w+$/, "give the id of a signing key; it begins with key_"),
    secret: matching("BANDWAGON_SIGNING_SECRET", secret, /^bw_sign_\w+$/, "give the signing key; it begins with bw_sign_"),
  };
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new SettingsError(`PORT is ${JSON.stringify(text)}: give a number from 0 to 65535.`);
}

function matching(name: string, text: string | undefined, pattern: RegExp, remedy: string): string {
  if (text === undefined || text === "") throw new SettingsError(`${name} is missing: ${remedy}.`);
  // What was given may be a secret that landed in the wrong variable, so it is not repeated here.
  if (!pattern.test(text)) throw new SettingsError(`${name} cannot be used: ${remedy}.`);
  return text;
}

function addressOf(name: string, text: string | undefined, remedy: string): string {
  return matching(name, text?.replace(/\/+$/, ""), /^https?:\/\/[^\s/?#]+$/, remedy);
}
