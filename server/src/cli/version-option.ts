import type { VersionChoice } from "../commands/candidate-document.js";
import { AppError } from "../errors.js";

/** What `--version` and `--draft` choose. Throws `invalid_request` for anything but a number, draft or current. */
export function parseVersion({ version, draft }: { version?: string; draft?: true }): { version?: VersionChoice } {
  if (draft === true) return { version: "draft" };
  if (version === undefined) return {};
  if (version === "draft" || version === "current") return { version };
  if (/^[1-9][0-9]{0,8}$/.test(version)) return { version: Number(version) };
  throw new AppError("invalid_request", { detail: `--version is ${version}, which is no version; name one by its number, or say draft or current.` });
}
