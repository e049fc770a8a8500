/** The portal as a page of the server's own, /p/{program}. */
import { render } from "preact";
import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import type { Door } from "./door.js";
import { Refusal } from "./door.js";
import { dress } from "./dress.js";
import { Portal } from "./portal/portal.js";
import { faultOf } from "./portal/stage.js";
import type { Language } from "./portal-data.js";
import { enterByAddress, leaveSession, openSession } from "./session.js";
import { SignIn } from "./sign-in.js";
import { sayIn, Words } from "./words.js";

/** What the server has put into the page. */
interface PageSettings {
  program: string;
  language: Language;
  hasMail: boolean;
  /** By which browsers know the server when it sends to them. */
  pushKey: string;
}

function Page({ program, language, hasMail, pushKey }: PageSettings) {
  const say = useMemo(() => sayIn(language), [language]);
  const [door, setDoor] = useState<Door | null>();
  const [reason, setReason] = useState<string>();
  useEffect(() => {
    enterByAddress(program).then(
      (entered) => setDoor(entered ?? openSession(program) ?? null),
      (error: unknown) => {
        const open = openSession(program);
        if (open === undefined) setReason(error instanceof Refusal ? faultOf(error, say("error.network"), say("error")) : say("error"));
        setDoor(open ?? null);
      },
    );
  }, [program, say]);
  const close = useCallback(() => setDoor(null), []);
  if (door === undefined) return null;
  if (door === null)
    return (
      <Words.Provider value={say}>
        <SignIn program={program} language={language} hasMail={hasMail} reason={reason} />
      </Words.Provider>
    );
  const signOut = () => void leaveSession(program, door).then(close);
  return <Portal door={door} language={language} tell={quiet} onSignedOut={close} signOut={signOut} pushKey={pushKey} />;
}
const quiet = () => {};

const root = document.getElementById("portal");
const settings = document.getElementById("settings")?.textContent;
if (root !== null && settings) {
  // A root of its own, as in a shop: one look in both. What stood there for browsers without scripts is no longer shown.
  const shadow = root.attachShadow({ mode: "open" });
  dress(shadow);
  render(<Page {...(JSON.parse(settings) as PageSettings)} />, shadow);
  // The worker keeps this page and its script for when there is no connection.
  if ("serviceWorker" in navigator) void navigator.serviceWorker.register("/p/worker.js", { scope: "/p/" }).catch(() => undefined);
}
