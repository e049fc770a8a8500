/**
 * What a shop's page loads: small, and nothing more until it is needed. Defines <bandwagon-portal>, the member's portal inside the page, behind a button or in
 * a pop-up, and <bandwagon-banner>, the offer in one line. Both live in a root of their own: neither the page's styles nor theirs reach the other.
 */
import type { Embedding } from "./embedded.js";

const script = document.currentScript as HTMLScriptElement | null;
/** Where this file comes from is where the server is. */
const home = script === null ? location.origin : new URL(script.src, location.href).origin;

/** What the server says of a program to every page. */
interface Look {
  /** The colours, as rules for :host. */
  css: string;
  headline: string;
  call: string;
  close: string;
  portal: string;
}
const looks = new Map<string, Promise<Look>>();

function lookOf(element: HTMLElement): Promise<Look> {
  const program = element.getAttribute("program") ?? "";
  const language = element.getAttribute("lang") ?? document.documentElement.lang ?? "";
  const address = `${home}/p/${encodeURIComponent(program)}/look.json?lang=${encodeURIComponent(language.slice(0, 2))}`;
  let look = looks.get(address);
  if (look === undefined) {
    look = fetch(address, { credentials: "omit" }).then((reply) => {
      if (reply.ok) return reply.json() as Promise<Look>;
      throw new Error(`Bandwagon has no program ${program} (${reply.status}).`);
    });
    looks.set(address, look);
    // The next one asks anew.
    look.catch(() => looks.delete(address));
  }
  return look;
}

const frame = `
:host{display:block}:host([hidden]){display:none}:host([mode=floating]){display:contents}
.open{all:unset;box-sizing:border-box;display:inline-flex;align-items:center;justify-content:center;min-height:48px;padding:8px 24px;border-radius:999px;background:var(--brand);color:var(--on-brand);font:700 16px/1.3 var(--font,system-ui,sans-serif);cursor:pointer;text-align:center;max-width:100%}
.open:focus-visible,.shut:focus-visible,.bar a:focus-visible{outline:3px solid var(--ink);outline-offset:2px}
:host([mode=floating]) .open{position:fixed;inset-inline-end:16px;bottom:16px;z-index:2147483000;box-shadow:var(--shadow);max-width:calc(100vw - 32px)}
:host(:not([mode=floating],[mode=popup])) .filled{background:var(--canvas);border-radius:var(--sheet-radius,20px);padding:8px 16px}
dialog{border:0;padding:16px;width:min(680px,100vw);max-width:100vw;height:min(860px,100dvh);max-height:100dvh;border-radius:20px;background:var(--canvas);color:var(--ink);overflow:auto;overscroll-behavior:contain}
dialog::backdrop{background:rgba(31,27,22,.6)}
.shut{all:unset;box-sizing:border-box;display:grid;place-items:center;min-width:44px;min-height:44px;margin-inline-start:auto;cursor:pointer;font:24px/1 system-ui;color:var(--ink)}
.bar{box-sizing:border-box;border-radius:var(--card-radius,12px);display:flex;flex-wrap:wrap;gap:8px 16px;align-items:center;justify-content:center;padding:12px 16px;background:var(--brand-soft);color:var(--brand-ink);font:600 16px/1.4 var(--font,system-ui,sans-serif);text-align:center}
.bar a{color:inherit;display:inline-flex;align-items:center;min-height:44px}
@media (max-width:560px){dialog{height:100dvh;border-radius:0}}
`;

function dressFrame(root: ShadowRoot, css: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css + frame);
  root.adoptedStyleSheets = [sheet];
}

function make<K extends keyof HTMLElementTagNameMap>(tag: K, name: string, text = ""): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (name !== "") made.className = name;
  made.textContent = text;
  return made;
}

class BandwagonPortal extends HTMLElement implements Embedding {
  static readonly observedAttributes = ["lang", "token"];
  /** Gives a member's token, signed by the shop's server just now. Asked at the start, and again when one has expired. */
  declare getToken: Embedding["getToken"];
  readonly server = home;
  private root: ShadowRoot | undefined;
  /** Where the portal is drawn, from when it is wanted. */
  private place: HTMLElement | undefined;
  private close: (() => void) | undefined;

  connectedCallback(): void {
    // Frameworks take an element out and put it in elsewhere.
    if (this.place !== undefined) this.fill(this.place);
    if (this.root !== undefined) return;
    this.root = this.attachShadow({ mode: "open" });
    lookOf(this).then(
      (look) => this.show(this.root as ShadowRoot, look),
      (error: Error) => this.tell({ type: "error", message: error.message }),
    );
  }
  disconnectedCallback(): void {
    this.close?.();
    this.close = undefined;
  }
  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (before !== null && before !== after && name === "lang") this.dispatchEvent(new Event("bandwagon-relabel"));
  }
  /** Tells the page around: an event bandwagon-share, bandwagon-claim … with the details. */
  tell(event: Parameters<Embedding["tell"]>[0]): void {
    const { type, ...detail } = event;
    this.dispatchEvent(new CustomEvent(`bandwagon-${type}`, { detail, bubbles: true, composed: true }));
  }

  private show(root: ShadowRoot, look: Look): void {
    dressFrame(root, look.css);
    const place = make("div", "");
    const mode = this.getAttribute("mode") ?? "inline";
    if (mode === "inline") {
      root.append(place);
      this.fill(place);
      return;
    }
    const open = make("button", "open", this.getAttribute("label") ?? look.call);
    const dialog = make("dialog", "");
    const shut = make("button", "shut", "×");
    shut.setAttribute("aria-label", look.close);
    dialog.setAttribute("aria-label", look.headline);
    dialog.append(shut, place);
    root.append(open, dialog);
    shut.onclick = () => dialog.close();
    open.onclick = () => {
      dialog.showModal();
      if (this.place === undefined) this.fill(place);
    };
    if (mode === "popup" && this.isConnected) open.click();
  }

  private fill(place: HTMLElement): void {
    this.place = place;
    void import(/* the rest comes when it is wanted */ `${home}/widget-portal.js`).then(
      ({ embed }: typeof import("./embedded.js")) => {
        if (this.isConnected) this.close ??= embed(this, place);
        place.className = "filled";
      },
      () => this.tell({ type: "error", message: "The portal could not be loaded." }),
    );
  }
}

class BandwagonBanner extends HTMLElement {
  connectedCallback(): void {
    if (this.shadowRoot !== null) return;
    const root = this.attachShadow({ mode: "open" });
    void lookOf(this).then(
      (look) => {
        dressFrame(root, look.css);
        const bar = make("div", "bar");
        const link = make("a", "", this.getAttribute("label") ?? look.call);
        link.href = this.getAttribute("href") ?? look.portal;
        bar.append(make("span", "", look.headline), link);
        root.append(bar);
      },
      // A banner that cannot say anything is none. It stays where the page, or its framework, has put it.
      () => {
        this.hidden = true;
      },
    );
  }
}

if (!customElements.get("bandwagon-portal")) {
  customElements.define("bandwagon-portal", BandwagonPortal);
  customElements.define("bandwagon-banner", BandwagonBanner);
}
