import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { name: "sdk", include: ["src/**/*.test.ts"], maxWorkers: 2, testTimeout: 120_000 },
});
