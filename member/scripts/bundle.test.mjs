import { expect, test } from "vitest";
import { bundleMember, bundleStyles, gzippedBytes } from "./bundle.mjs";

test("nothing that members load is larger than its budget, gzipped", async () => {
  for (const { file, text, gzippedBytesMax } of [...bundleMember(), await bundleStyles()]) {
    expect(gzippedBytes(text), file).toBeLessThanOrEqual(gzippedBytesMax);
  }
});

test("no script asks another server for anything: every address in them is a namespace, a channel's or none", () => {
  for (const { file, text } of bundleMember()) {
    const addresses = text.match(/https?:\/\/[\w-][\w.-]*/g) ?? [];
    expect(
      addresses.filter((address) => !address.startsWith("http://www.w3.org")),
      file,
    ).toEqual([]);
  }
});
