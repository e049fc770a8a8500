/** Finds a Chromium for the tests of pages; on Debian as root it may install one. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const places = [
  ...(process.env.PATH ?? "").split(delimiter).flatMap((folder) => names.map((name) => join(folder, name))),
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** The path of a browser that runs, installed if need be, or undefined after a sentence that says what to do. */
export function ensureChromium() {
  const found = findChromium();
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && existsSync("/etc/debian_version")) {
    console.log("Installing Chromium for the tests of pages…");
    // A font with Cyrillic, or Russian pages are tested as rows of boxes.
    const install = "apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core";
    spawnSync("sh", ["-c", install], { stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
  }
  const installed = findChromium();
  if (installed === undefined) console.error("The tests of pages need Chromium: install chromium or google-chrome, or set CHROME_PATH to one.");
  return installed;
}

function findChromium() {
  const configured = process.env.CHROME_PATH;
  return [...(configured ? [configured] : []), ...places].find((path) => existsSync(path));
}
