/** Work that is told in lines, done once for a key: the same call again is answered with the report of the first one and does nothing. */
import type { App } from "../app.js";
import { answeredBefore, answerOnce } from "../commands/answer-once.js";
import type { Workspace } from "../commands/workspace-directory.js";

/**
 * Yields the lines of the work, or the report alone where the key has one. Another call under the key throws `key_reused` before anything is done; work that
 * fails or is stopped leaves its key free. An empty key is none. The report is kept: of people it may hold no more than our ids.
 */
export async function* reportOnce(
  app: App,
  workspace: Workspace,
  call: { key: string; request: readonly unknown[] },
  begin: () => AsyncGenerator<object, void>,
): AsyncGenerator<object, void> {
  if (call.key === "") return yield* begin();
  const before = await answeredBefore<object>(app, workspace, call);
  if (before !== undefined) return yield before.answer;
  for await (const line of begin()) yield "report" in line ? (await answerOnce(app, workspace, call, async () => line)).answer : line;
}
