/** The portal inside a page of the business, which says who the member is. */
import type { PortalEvent } from "@bandwagon/sdk/portal";
import { render } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { Door } from "./door.js";
import { dress } from "./dress.js";
import { Portal } from "./portal/portal.js";
import { languageOf, sayIn } from "./words.js";

/** The element that a page has put where the portal shall be. */
export interface Embedding extends HTMLElement {
  getToken: (() => string | Promise<string>) | undefined;
  readonly server: string;
  tell(event: PortalEvent): void;
}

/** Draws the portal into the place; gives what takes it away again. */
export function embed(element: Embedding, place: HTMLElement): () => void {
  const root = place.shadowRoot ?? dressed(place.attachShadow({ mode: "open" }));
  render(<Embedded element={element} />, root);
  return () => render(null, root);
}

function dressed(root: ShadowRoot): ShadowRoot {
  dress(root);
  return root;
}

function Embedded({ element }: { element: Embedding }) {
  const [language, setLanguage] = useState(() => languageIn(element));
  const [door, setDoor] = useState<Door | null>();
  const say = useMemo(() => sayIn(language), [language]);
  const tell = useMemo(() => element.tell.bind(element), [element]);
  useEffect(() => {
    const relabel = () => setLanguage(languageIn(element));
    element.addEventListener("bandwagon-relabel", relabel);
    return () => element.removeEventListener("bandwagon-relabel", relabel);
  }, [element]);
  useEffect(() => {
    openDoor(element).then(setDoor, () => setDoor(null));
  }, [element]);
  useEffect(() => {
    if (door === null) tell({ type: "error", message: "Bandwagon was given no member's token: set getToken, or the attribute token." });
  }, [door, tell]);
  if (door === undefined) return null;
  if (door === null) return <div class="sheet">{say("sign_in.account")}</div>;
  return <Portal door={door} language={language} tell={tell} onSignedOut={() => setDoor(null)} isEmbedded />;
}

function languageIn(element: Element) {
  const wanted = element.getAttribute("lang") ?? document.documentElement.lang;
  return languageOf([wanted, ...navigator.languages].filter((each) => each !== ""));
}

/** Null where the page gives no token that names a member. */
async function openDoor(element: Embedding): Promise<Door | null> {
  let token = await tokenOf(element);
  const member = token === undefined ? undefined : subjectOf(token);
  if (member === undefined) return null;
  const bearer = async (isRefused: boolean) => {
    if (isRefused) token = await tokenOf(element);
    return token;
  };
  return { server: element.server, program: element.getAttribute("program") ?? "", member, bearer };
}

async function tokenOf(element: Embedding): Promise<string | undefined> {
  return (await element.getToken?.()) ?? element.getAttribute("token") ?? undefined;
}

/** Whom a member's token names. That it is genuine is for the server to see. */
export function subjectOf(token: string): string | undefined {
  try {
    const part = token.split(".")[1] ?? "";
    const bytes = Uint8Array.from(atob(part.replace(/-/g, "+").replace(/_/g, "/")), (char) => char.charCodeAt(0));
    const { sub } = JSON.parse(new TextDecoder().decode(bytes)) as { sub?: unknown };
    return typeof sub === "string" && sub !== "" ? sub : undefined;
  } catch {
    return undefined;
  }
}
