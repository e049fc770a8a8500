import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { name: "member", include: ["src/**/*.test.ts", "scripts/*.test.mjs"], maxWorkers: 2, testTimeout: 120_000 },
});
