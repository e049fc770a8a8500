/** `bandwagon keys create|list|rotate|revoke`. */
import { type Command, InvalidArgumentError, Option } from "commander";
import type { App } from "../app.js";
import { createKey } from "../commands/create-key.js";
import { revokeKey } from "../commands/revoke-key.js";
import { rotateKey } from "../commands/rotate-key.js";
import { type Scope, scopes } from "../commands/scopes.js";
import { parseInstant } from "../core/time.js";
import { findKeys, type ListedKey } from "../queries/list-keys.js";
import type { KeyKind } from "../store/keys.js";
import { findWorkspace } from "./find-workspace.js";
import { type CommandResult, runCommand } from "./run-command.js";

interface CreateOptions {
  kind: KeyKind;
  label: string;
  scopes: Scope[];
  expires?: number;
}

const hourMs = 60 * 60 * 1000;

export function addKeys(program: Command): void {
  const keys = program.command("keys").description("make, list, rotate and revoke the keys of a workspace");
  keys
    .command("create")
    .description("make a key; it is printed this once")
    .argument("<workspace>", "the workspace's id, ws_…")
    .addOption(
      new Option("--kind <kind>", "secret for servers, publishable for web pages, signing for members' tokens")
        .choices(["secret", "publishable", "signing"])
        .default("secret"),
    )
    .option("--label <text>", "what people tell the key by", "Made by the command line")
    .option("--scopes <list>", "what a secret key may do, with commas between; * is everything", parseScopes, ["*"])
    .option("--expires <moment>", "when it ends, such as 2030-01-31T00:00:00Z; never unless said", parseMoment)
    .action((id: string, options: CreateOptions, command: Command) => runCommand(command, (app) => create(app, id, options)));
  keys
    .command("list")
    .description("list the workspace's keys, newest first; never the keys themselves")
    .argument("<workspace>", "the workspace's id, ws_…")
    .action((id: string, _options: object, command: Command) => runCommand(command, (app) => list(app, id)));
  keys
    .command("rotate")
    .description("make a key like this one; the old one goes on for the overlap")
    .argument("<workspace>", "the workspace's id, ws_…")
    .argument("<key>", "the key's id, key_…")
    .option("--overlap-hours <hours>", "how long the old key goes on", parseHours, 24)
    .action((id: string, keyId: string, { overlapHours }: { overlapHours: number }, command: Command) =>
      runCommand(command, (app) => rotate(app, id, keyId, overlapHours)),
    );
  keys
    .command("revoke")
    .description("end a key at once, for good")
    .argument("<workspace>", "the workspace's id, ws_…")
    .argument("<key>", "the key's id, key_…")
    .action((id: string, keyId: string, _options: object, command: Command) => runCommand(command, (app) => revoke(app, id, keyId)));
}

async function create(app: App, workspaceId: string, { kind, label, scopes: wanted, expires }: CreateOptions): Promise<CommandResult> {
  const workspace = await findWorkspace(app, workspaceId);
  const key = await createKey(app, workspace, { kind, label, scopes: kind === "secret" ? wanted : [], expiresAt: expires ?? null });
  return {
    data: { id: key.id, kind, token: key.token, workspace: workspace.id },
    text: `${key.token}\nThis is the ${kind} key ${key.id} of ${workspace.name} (${workspace.mode}); it is not shown again.`,
  };
}

async function list(app: App, workspaceId: string): Promise<CommandResult> {
  const workspace = await findWorkspace(app, workspaceId);
  const data: ListedKey[] = [];
  let cursor: string | undefined;
  do {
    const page = await findKeys(app.db, workspace.id, 100, cursor);
    data.push(...page.data);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  const lines = data.map(
    (key) => `${key.id}  ${key.kind}  …${key.hint}  ${stateOf(key, app.now())}  last used ${key.lastUsedAt ?? "never"}  ${key.label}`,
  );
  return { data, text: lines.length === 0 ? "This workspace has no keys." : lines.join("\n") };
}

async function rotate(app: App, workspaceId: string, keyId: string, overlapHours: number): Promise<CommandResult> {
  const workspace = await findWorkspace(app, workspaceId);
  const key = await rotateKey(app, workspace, { keyId, overlapMs: overlapHours * hourMs, heldScopes: ["*"] });
  const oldExpiresAt = new Date(key.oldExpiresAt).toISOString();
  return {
    data: { id: key.id, kind: key.kind, token: key.token, oldExpiresAt },
    text: `${key.token}\nThis is the new key ${key.id}; it is not shown again. The old one ends at ${oldExpiresAt}.`,
  };
}

async function revoke(app: App, workspaceId: string, keyId: string): Promise<CommandResult> {
  await revokeKey(app, workspaceId, keyId);
  return { data: { id: keyId, revoked: true }, text: `Revoked ${keyId}: every server refuses it within a second.` };
}

function stateOf({ revokedAt, expiresAt }: ListedKey, now: number): string {
  if (revokedAt !== null) return "revoked";
  if (expiresAt === null) return "in force";
  return Date.parse(expiresAt) <= now ? "expired" : `until ${expiresAt}`;
}

function parseScopes(text: string): Scope[] {
  const wanted = text.split(",").map((part) => part.trim());
  const unknown = wanted.find((scope) => !scopes.some((known) => known === scope));
  if (unknown !== undefined) throw new InvalidArgumentError(`There is no scope "${unknown}"; there are ${scopes.join(", ")}.`);
  return wanted as Scope[];
}

function parseMoment(text: string): number {
  const at = parseInstant(text);
  if (at === undefined) throw new InvalidArgumentError("Write the moment like 2030-01-31T00:00:00Z.");
  return at;
}

function parseHours(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError("Write a whole number of hours, 0 to 9999.");
  return Number(text);
}
