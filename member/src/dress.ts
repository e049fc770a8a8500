import { css } from "./style.js";

/** Gives a document, or the inside of an element, the portal's look: by a sheet that no policy of the page around refuses, where the browser can. */
export function dress(root: Document | ShadowRoot, tokens = ""): void {
  const text = tokens + css;
  if ("adoptedStyleSheets" in root && "replaceSync" in CSSStyleSheet.prototype) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    return;
  }
  const style = document.createElement("style");
  style.textContent = text;
  (root instanceof Document ? root.head : root).append(style);
}
