"use client";

/** The members' portal and the banner as React components, for React 18 and newer. */
import { createElement, type ReactElement, type RefObject, useLayoutEffect, useRef, useSyncExternalStore } from "react";
import type { PortalDetail, PortalEvent } from "./portal.js";
import { loadWidget } from "./widget-script.js";

interface Look {
  /** Where Bandwagon answers: `https://refer.example`. One for all components of a page. */
  server: string;
  /** The program's handle. */
  program: string;
  /** The words on the button or link instead of ours. */
  label?: string;
  /** `en` or `ru`; the page's language unless said. */
  lang?: string;
  /** The device's unless said. */
  scheme?: "light" | "dark";
}

export interface BandwagonPortalProps extends Look {
  /** Gives a member's token, signed by your server just now. Asked at the start, and again when one has expired. */
  getToken: () => string | Promise<string>;
  /** `inline` unless said; `floating`: behind a button at the corner of the window; `popup`: open at once, above the page. */
  mode?: "inline" | "floating" | "popup";
  onReady?: (detail: PortalDetail<"ready">) => void;
  onShare?: (detail: PortalDetail<"share">) => void;
  onCopy?: (detail: PortalDetail<"copy">) => void;
  onClaim?: (detail: PortalDetail<"claim">) => void;
  onExchange?: (detail: PortalDetail<"exchange">) => void;
  /** Told too where the script of the server cannot be loaded. */
  onError?: (detail: PortalDetail<"error">) => void;
}

export interface BandwagonBannerProps extends Look {
  /** Where its link leads; the hosted portal unless said. */
  href?: string;
  /** Told where the script of the server cannot be loaded: then nothing is shown. */
  onError?: (detail: PortalDetail<"error">) => void;
}

/** The portal of the member whom `getToken` names. On the server it draws nothing. */
export function BandwagonPortal(props: BandwagonPortalProps): ReactElement | null {
  const { server, program, mode = "inline", label, lang } = props;
  // In the page's own place the portal changes its language as it stands; what else it is made by it reads once.
  const key = [server, program, mode, label, mode === "inline" ? "" : lang].join("\n");
  return useIsInBrowser() ? createElement(Portal, { ...props, key }) : null;
}

/** The program's offer in a line, with a link. Needs no member; on the server, and where it cannot say anything, it draws nothing. */
export function BandwagonBanner(props: BandwagonBannerProps): ReactElement | null {
  const { server, program, label, lang, href } = props;
  const key = [server, program, label, lang, href].join("\n");
  return useIsInBrowser() ? createElement(Banner, { ...props, key }) : null;
}

type PortalElement = HTMLElement & { getToken: BandwagonPortalProps["getToken"] };

function Portal(props: BandwagonPortalProps): ReactElement {
  const { server, program, mode, label, lang, scheme } = props;
  const element = useRef<PortalElement>(null);
  const latest = useLatest(props);
  // Before anything else can run: the element asks for a token as soon as it is there.
  useLayoutEffect(() => {
    const portal = element.current as PortalElement;
    portal.getToken = () => latest.current.getToken();
    const tellers = {
      ready: (event: Event) => latest.current.onReady?.(detailOf(event)),
      share: (event: Event) => latest.current.onShare?.(detailOf(event)),
      copy: (event: Event) => latest.current.onCopy?.(detailOf(event)),
      claim: (event: Event) => latest.current.onClaim?.(detailOf(event)),
      exchange: (event: Event) => latest.current.onExchange?.(detailOf(event)),
      error: (event: Event) => latest.current.onError?.(detailOf(event)),
    } satisfies Record<PortalEvent["type"], (event: Event) => void>;
    for (const [type, tell] of Object.entries(tellers)) portal.addEventListener(`bandwagon-${type}`, tell);
    return () => {
      for (const [type, tell] of Object.entries(tellers)) portal.removeEventListener(`bandwagon-${type}`, tell);
    };
  }, [latest]);
  useWidget(server, latest);
  return createElement("bandwagon-portal", { ref: element, program, mode, label, lang, scheme });
}

function Banner(props: BandwagonBannerProps): ReactElement {
  const { server, program, label, lang, scheme, href } = props;
  useWidget(server, useLatest(props));
  return createElement("bandwagon-banner", { program, label, lang, scheme, href });
}

/** False on the server, and while a page that the server has drawn is taken over: the elements are made in the browser alone, never found there. */
function useIsInBrowser(): boolean {
  return useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
}

/** What a component was given last, for what is called later. */
function useLatest<Props>(props: Props): RefObject<Props> {
  const latest = useRef(props);
  useLayoutEffect(() => {
    latest.current = props;
  });
  return latest;
}

function useWidget(server: string, latest: RefObject<Pick<BandwagonPortalProps, "onError">>): void {
  useLayoutEffect(() => {
    let isThere = true;
    loadWidget(server).catch((error: Error) => {
      if (isThere) latest.current.onError?.({ message: error.message });
    });
    return () => {
      isThere = false;
    };
  }, [server, latest]);
}

/** The elements tell what PortalEvent says. */
function detailOf<Type extends PortalEvent["type"]>(event: Event): PortalDetail<Type> {
  return (event as CustomEvent<PortalDetail<Type>>).detail;
}
