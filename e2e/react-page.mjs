/** A page made with React, as a shop has one: it notes on the window what it hears of the portal, and how often it is asked for a token. */
import { BandwagonBanner, BandwagonPortal } from "@bandwagon/sdk/react";
import { createElement, StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";

const { server, program, token } = window.given;
window.heard = [];
window.tokensAsked = 0;

function Account() {
  const [isOpen, setOpen] = useState(true);
  const [lang, setLang] = useState("en");
  const hear = (name) => (detail) => window.heard.push([name, detail, lang]);
  const getToken = async () => {
    window.tokensAsked++;
    return token;
  };
  const handlers = { onReady: hear("ready"), onShare: hear("share"), onCopy: hear("copy"), onError: hear("error") };
  const common = { server, program, lang };
  return createElement(
    "main",
    null,
    createElement("h1", null, "Account"),
    createElement("button", { type: "button", onClick: () => setOpen(!isOpen) }, "Open or close"),
    createElement("button", { type: "button", onClick: () => setLang("ru") }, "In Russian"),
    isOpen && createElement(BandwagonBanner, { ...common, href: "/friends", onError: hear("banner's error") }),
    isOpen && createElement(BandwagonPortal, { ...common, ...handlers, getToken }),
  );
}

createRoot(document.getElementById("root")).render(createElement(StrictMode, null, createElement(Account)));
