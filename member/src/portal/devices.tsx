/** Telling a member on this device what happens: asked for here, by the member, and taken back here. */
import type { components } from "@bandwagon/sdk/schema";
import { useEffect, useState } from "preact/hooks";
import { askOwn, type Door, Refusal } from "../door.js";
import { Fault } from "../fault.js";
import { forget, keep, kept } from "../kept.js";
import { useWords } from "../words.js";
import { useDeed, useStage } from "./stage.js";

type Subscription = components["schemas"]["PushSubscription"];

/** On iPhones only where the portal was put on the home screen; nowhere in private windows of some browsers. */
function canTell(): boolean {
  return "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
}

/** The device's subscription for this member, as it was last known here. */
async function isTold(door: Door): Promise<boolean> {
  const id = kept<string>("device", door);
  if (id === undefined || Notification.permission !== "granted") return false;
  const { data } = await askOwn<{ data: Subscription[] }>(door, "/push-subscriptions");
  return data.some((each) => each.id === id);
}

/** Nothing more is sent to this device for the member. Where the server cannot be reached the browser itself ends it. */
export async function stopTelling(door: Door): Promise<void> {
  const id = kept<string>("device", door);
  if (id === undefined) return;
  forget("device", door);
  await askOwn(door, `/push-subscriptions/${id}`, { method: "DELETE" }).catch(endInBrowser);
}
async function endInBrowser(error: unknown): Promise<void> {
  if (error instanceof Refusal && error.status === 404) return;
  const { pushManager } = await navigator.serviceWorker.ready;
  await (await pushManager.getSubscription())?.unsubscribe();
}

/** The switch; nothing where the browser cannot. `pushKey` is by which the browser knows the server. */
export function Devices({ pushKey }: { pushKey: string }) {
  const say = useWords();
  const { door, portal, announce } = useStage();
  const { isBusy, fault, act } = useDeed();
  const [isOn, setOn] = useState(false);
  // Until it is known, a tap could do the opposite of what is meant.
  const [isKnown, setKnown] = useState(false);
  const [isBlocked, setBlocked] = useState(() => canTell() && Notification.permission === "denied");
  useEffect(() => {
    if (!canTell()) return;
    void isTold(door)
      .then(setOn, () => undefined)
      .then(() => setKnown(true));
  }, [door]);
  if (!canTell()) return null;
  const start = async () => {
    // Asked for by the member's own tap, and never before.
    const answer = await Notification.requestPermission();
    setBlocked(answer === "denied");
    if (answer !== "granted") return;
    const { pushManager } = await navigator.serviceWorker.ready;
    const settings = { userVisibleOnly: true, applicationServerKey: pushKey };
    const { endpoint, keys } = ((await pushManager.getSubscription()) ?? (await pushManager.subscribe(settings))).toJSON();
    const body = { program: door.program, language: portal.language, endpoint, keys };
    keep("device", door, (await askOwn<Subscription>(door, "/push-subscriptions", { method: "POST", body })).id);
    setOn(true);
    announce(say("device.on"));
  };
  const stop = async () => {
    await stopTelling(door);
    setOn(false);
    announce(say("device.off"));
  };
  return (
    <section aria-labelledby="device">
      <h2 id="device">{say("device")}</h2>
      <div class="card">
        <label class="check">
          <input
            type="checkbox"
            checked={isOn}
            disabled={isBusy || !isKnown || (isBlocked && !isOn)}
            onClick={(event) => {
              // It is on when it has worked, not before.
              event.preventDefault();
              act(isOn ? stop : start);
            }}
          />
          {say("device.tell")}
        </label>
        <p class="hint">{say(isBlocked ? "device.blocked" : "device.what")}</p>
        <Fault text={fault} />
      </div>
    </section>
  );
}
