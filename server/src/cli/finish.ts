/** Runs work that tells its progress to its end, and shows how far it is where somebody watches. */
export async function finish<P, R>(running: AsyncGenerator<P, R>, textOf: (progress: P) => string): Promise<R> {
  const { stderr } = process;
  for (;;) {
    const { done, value } = await running.next();
    if (stderr.isTTY) stderr.write(done ? "\r\x1b[K" : `\r${textOf(value)}`);
    if (done) return value;
  }
}
