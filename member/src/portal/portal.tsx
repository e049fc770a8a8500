/** The portal: everything that a member sees of a program, from one reply of the server. */
import type { PortalEvent } from "@bandwagon/sdk/portal";
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { askOwn, type Door, Refusal } from "../door.js";
import { Icon, type IconName } from "../icon.js";
import { keepLast, lastKept } from "../kept.js";
import type { Portal as Data, Language } from "../portal-data.js";
import { sayIn, useWords, Words } from "../words.js";
import { hasNewAnswer } from "./asked.js";
import { type Arrival, arrivalsSince, Celebration, rememberArrivals } from "./celebrate.js";
import { Friends } from "./friends.js";
import { More } from "./more.js";
import { Offer } from "./offer.js";
import { hasPlay, Play } from "./play.js";
import { Rewards } from "./rewards.js";
import { Share } from "./share.js";
import { faultOf, type Stage, StageContext, TABS, type Tab } from "./stage.js";

interface Props {
  door: Door;
  language: Language;
  /** What the page around is told. */
  tell(event: PortalEvent): void;
  /** Called where the server knows the member no longer. */
  onSignedOut(): void;
  /** None where the page around has signed the member in. */
  signOut?: () => void;
  /** By which browsers know the server when it sends to them; none where the page around is the shop's. */
  pushKey?: string;
  isEmbedded?: boolean;
}

export function Portal({ door, language, tell, onSignedOut, signOut, pushKey, isEmbedded = false }: Props) {
  const say = useMemo(() => sayIn(language), [language]);
  const [shown, setShown] = useState<{ data: Data; keptAt?: string }>();
  const [fault, setFault] = useState<string>();
  const [notice, setNotice] = useState("");
  const [arrivals, setArrivals] = useState<Arrival[]>([]);
  const [tab, setTab] = useState<Tab>(() => tabOf(isEmbedded ? "" : location.hash));

  const refresh = useCallback(async () => {
    const query = `program=${encodeURIComponent(door.program)}&lang=${language}`;
    const { portal } = await askOwn<{ portal: Data }>(door, `/summary?${query}`, { language });
    setShown({ data: portal });
    setFault(undefined);
    keepLast(door, portal);
    setArrivals(arrivalsSince(door, portal));
    rememberArrivals(door, portal);
  }, [door, language]);

  const load = useCallback(() => {
    setFault(undefined);
    refresh().then(
      () => tell({ type: "ready", program: door.program }),
      (error: unknown) => {
        if (error instanceof Refusal && error.status === 401) return onSignedOut();
        const kept = error instanceof Refusal && error.status === 0 ? lastKept(door, language) : undefined;
        if (kept !== undefined) return setShown({ data: kept, keptAt: kept.now });
        const message = faultOf(error, say("error.network"), say("error"));
        setFault(message);
        tell({ type: "error", message });
      },
    );
  }, [refresh, tell, door, language, onSignedOut, say]);

  useEffect(load, [load]);
  useEffect(() => {
    if (isEmbedded) return;
    const follow = () => setTab(tabOf(location.hash));
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, [isEmbedded]);
  useEffect(() => {
    // The service worker tells of news that it has just shown.
    if (isEmbedded || !("serviceWorker" in navigator)) return;
    const read = () => void refresh().catch(() => undefined);
    navigator.serviceWorker.addEventListener("message", read);
    return () => navigator.serviceWorker.removeEventListener("message", read);
  }, [isEmbedded, refresh]);
  useEffect(() => {
    if (notice === "") return;
    const timer = setTimeout(() => setNotice(""), 3000);
    return () => clearTimeout(timer);
  }, [notice]);

  const open = useCallback(
    (next: Tab) => {
      if (!isEmbedded) history.replaceState(null, "", `#${next}`);
      setTab(next);
    },
    [isEmbedded],
  );

  if (shown === undefined)
    return (
      <Words.Provider value={say}>
        <Opening fault={fault} retry={load} />
      </Words.Provider>
    );
  const stage: Stage = { door, portal: shown.data, refresh, announce: setNotice, tell, open };
  return (
    <Words.Provider value={say}>
      <StageContext.Provider value={stage}>
        {shown.keptAt !== undefined && (
          <p class="note" role="status">
            {say("error.offline", { time: new Date(shown.keptAt).toLocaleString(language) })}
          </p>
        )}
        <Tabs tab={tab} open={open} hasPlay={hasPlay(shown.data)} isNew={hasNewAnswer(door, shown.data) ? "more" : undefined} />
        <Panel tab={tab} signOut={signOut} pushKey={pushKey} />
        <p class={notice === "" ? "notice" : "notice said"} role="status">
          {notice}
        </p>
        {arrivals.length > 0 && <Celebration arrivals={arrivals} close={() => setArrivals([])} />}
      </StageContext.Provider>
    </Words.Provider>
  );
}

/** `#rewards` opens the rewards; anything else the invitation. */
function tabOf(hash: string): Tab {
  const wanted = hash.slice(1);
  return TABS.find((tab) => tab === wanted) ?? "invite";
}

function Opening({ fault, retry }: { fault: string | undefined; retry(): void }) {
  const say = useWords();
  if (fault === undefined) return <p class="opening">{say("loading")}</p>;
  return (
    <div class="sheet" role="alert">
      <h1>{say("error")}</h1>
      <p>{fault}</p>
      <button type="button" onClick={retry}>
        {say("retry")}
      </button>
    </div>
  );
}

const tabIcons: Record<Tab, IconName> = { invite: "share-2", rewards: "gift", play: "trophy", more: "users" };

interface TabsProps {
  tab: Tab;
  open(tab: Tab): void;
  hasPlay: boolean;
  /** In which part an answer waits to be read. */
  isNew: Tab | undefined;
}
function Tabs({ tab, open, hasPlay: isGame, isNew }: TabsProps) {
  const say = useWords();
  return (
    <nav class="tabs" aria-label={say("tabs")}>
      {TABS.filter((each) => each !== "play" || isGame).map((each) => (
        <button key={each} type="button" aria-current={each === tab ? "page" : undefined} onClick={() => open(each)}>
          <Icon name={tabIcons[each]} />
          {say(`tab.${each}`)}
          {each === isNew && (
            <span class="new">
              <span class="unseen">{say("asked.new")}</span>
            </span>
          )}
        </button>
      ))}
    </nav>
  );
}

function Panel({ tab, ...more }: { tab: Tab; signOut: (() => void) | undefined; pushKey: string | undefined }) {
  const top = useRef<HTMLDivElement>(null);
  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current) {
      isFirst.current = false;
      return;
    }
    top.current?.focus({ preventScroll: true });
    top.current?.scrollIntoView({ block: "start" });
  }, [tab]);
  return (
    <div class="panel" ref={top} tabIndex={-1}>
      {tab === "invite" && (
        <>
          <Offer />
          <Share />
          <Friends />
        </>
      )}
      {tab === "rewards" && <Rewards />}
      {tab === "play" && <Play />}
      {tab === "more" && <More {...more} />}
    </div>
  );
}
