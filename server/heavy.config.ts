import { defineConfig } from "vitest/config";

/** `npm run test:heavy`: what takes minutes. The laws with ten times the chance and another seed each day, and many crashes. */
export default defineConfig({
  test: {
    name: "heavy",
    maxWorkers: 1,
    testTimeout: 3_600_000,
    hookTimeout: 3_600_000,
    env: { LAWS_FACTOR: "10", LAWS_SEED: process.env.LAWS_SEED ?? new Date().toISOString().slice(0, 10).replaceAll("-", "") },
    include: ["src/core/laws.test.ts", "test/laws/*.test.ts", "test/heavy/*.test.ts"],
    globalSetup: ["test/global-setup.ts"],
    setupFiles: ["test/books.setup.ts"],
  },
});
