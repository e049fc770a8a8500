import { createInterface } from "node:readline/promises";

/** Whether the person at the terminal says yes; undefined where nobody can be asked. The question goes to stderr, so that what is printed stays clean. */
export async function ask(question: string): Promise<boolean | undefined> {
  const { stdin: input, stderr: output } = process;
  if (!input.isTTY) return undefined;
  const terminal = createInterface({ input, output });
  try {
    return /^y(es)?$/i.test((await answerOf(terminal, `${question} [y/N] `)).trim());
  } finally {
    terminal.close();
  }
}

/** An input that ends without an answer has said no. */
function answerOf(terminal: ReturnType<typeof createInterface>, question: string): Promise<string> {
  return new Promise((resolve) => {
    terminal.once("close", () => resolve(""));
    terminal.question(question).then(resolve, () => resolve(""));
  });
}
