/** What every piece of the portal is given. */
import type { PortalEvent } from "@bandwagon/sdk/portal";
import { createContext } from "preact";
import { useContext, useState } from "preact/hooks";
import { type Door, Refusal } from "../door.js";
import type { Portal } from "../portal-data.js";
import { useWords } from "../words.js";
import { keepFocus } from "./keep-focus.js";

export interface Stage {
  door: Door;
  portal: Portal;
  /** Reads everything anew; what has arrived since is celebrated. */
  refresh(): Promise<void>;
  /** Says a short sentence for a moment, aloud too. */
  announce(sentence: string): void;
  /** Tells the page around the portal. */
  tell(event: PortalEvent): void;
  /** Opens a part of the portal. */
  open(tab: Tab): void;
}
export const TABS = ["invite", "rewards", "play", "more"] as const;
export type Tab = (typeof TABS)[number];

export const StageContext = createContext<Stage>(undefined as never);

export function useStage(): Stage {
  return useContext(StageContext);
}

/** Something that a person does: one at a time, and what went wrong in words. */
export function useDeed(): { isBusy: boolean; fault: string | undefined; act(deed: () => Promise<void>): void } {
  const say = useWords();
  const { tell } = useStage();
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const act = (deed: () => Promise<void>) => {
    if (isBusy) return;
    const giveFocusBack = keepFocus();
    setBusy(true);
    setFault(undefined);
    void deed()
      .catch((error: unknown) => {
        const message = faultOf(error, say("error.network"), say("error"));
        setFault(message);
        tell({ type: "error", message });
      })
      .finally(() => {
        setBusy(false);
        giveFocusBack();
      });
  };
  return { isBusy, fault, act };
}

/** What a person is told of an error. Ours are said by their kind alone. */
export function faultOf(error: unknown, unreachable: string, other: string): string {
  if (!(error instanceof Refusal)) return other;
  return error.status === 0 ? unreachable : error.message || other;
}
