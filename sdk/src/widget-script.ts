/** The script that brings the elements <bandwagon-portal> and <bandwagon-banner> to a page. */

const loads = new Map<string, Promise<void>>();

/**
 * Resolves when the page has the elements. However often it is asked for them the script is loaded once, and not at all where the page has it already.
 * Rejects where the script cannot be loaded; the next call tries anew.
 */
export async function loadWidget(server: string): Promise<void> {
  if (customElements.get("bandwagon-portal") !== undefined) return;
  const known = loads.get(server);
  if (known !== undefined) return known;
  const load = new Promise<void>((loaded, failed) => {
    const script = document.createElement("script");
    script.src = new URL("/widget.js", new URL(server, document.baseURI)).href;
    script.async = true;
    script.onload = () => loaded();
    script.onerror = () => {
      script.remove();
      loads.delete(server);
      failed(new Error(`${script.src} could not be loaded.`));
    };
    document.head.append(script);
  });
  loads.set(server, load);
  return load;
}
