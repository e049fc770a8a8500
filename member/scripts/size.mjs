/** `npm run size`: how large what members load is, as it is sent, against its budget. Ends with 1 where something is too large. */
import { bundleMember, bundleStyles, gzippedBytes } from "./bundle.mjs";

const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} kB`;
const rows = [...bundleMember(), await bundleStyles()].map(({ file, text, gzippedBytesMax }) => ({
  file,
  bytes: gzippedBytes(text),
  most: gzippedBytesMax,
}));
for (const { file, bytes, most } of rows) {
  console.log(`${file.padEnd(18)} ${kilobytes(bytes).padStart(8)} of ${kilobytes(most).padStart(8)}  ${bytes <= most ? "✓" : "too large"}`);
}
if (rows.some(({ bytes, most }) => bytes > most)) process.exitCode = 1;
