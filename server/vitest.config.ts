import { defineConfig } from "vitest/config";

const database = { globalSetup: ["test/global-setup.ts"], setupFiles: ["test/books.setup.ts"] };

export default defineConfig({
  test: {
    // A database and the tests themselves share the machine; more workers only wait for each other.
    maxWorkers: 2,
    // Files share what they import: to load it again for each took longer than many of the tests. None changes what is imported.
    isolate: false,
    // Of the few tests that mostly wait for processes; all others run one after the other.
    maxConcurrency: 2,
    // Only against what hangs: a busy machine is no fault of the code.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: "core", include: ["src/**/*.test.ts"] } },
      { extends: true, test: { name: "database", include: ["test/**/*.test.ts"], exclude: ["test/heavy/**"], ...database } },
    ],
  },
});
