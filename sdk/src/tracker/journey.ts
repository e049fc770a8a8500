/** The visitor's own way through the shop: links that are followed and forms that are sent. */
import { carry, parseAddress, type Route } from "./carry.js";
import { quietly } from "./quietly.js";
import type { Tracker } from "./tracker.js";

/** From now on links and forms of the page take the luggage along at the moment when they are used, whenever they were made. */
export function followJourney({ fill, link }: Tracker, route: Route): void {
  const onPress = quietly((event: Event) => {
    for (const node of event.composedPath()) if (/^a(rea)?$/i.test((node as Element).tagName ?? "")) return packLink(node as HTMLAnchorElement, link);
  });
  const onSubmit = quietly((event: Event) => {
    fill();
    packForm(event.target as HTMLFormElement, (event as SubmitEvent).submitter, route);
  });
  // Links open by a key, a tap, either button, and from a menu.
  for (const type of ["mousedown", "click", "contextmenu"]) document.addEventListener(type, onPress, true);
  document.addEventListener("submit", onSubmit, true);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", fill);
}

const filled = new WeakSet<Element>();

/** Fills the marked inputs. What somebody typed stays, and what somebody emptied stays empty. */
export function fill(within: ParentNode, values: Record<string, string>): void {
  for (const input of within.querySelectorAll<HTMLInputElement>("input[data-bandwagon]")) {
    const value = values[input.dataset.bandwagon ?? ""];
    if (!value || (input.type !== "hidden" && (input.value || filled.has(input)))) continue;
    input.value = value;
    filled.add(input);
  }
}

function packLink(anchor: HTMLAnchorElement, link: Tracker["link"]): void {
  const { href } = anchor;
  // A jump within the page must stay one.
  if (typeof href !== "string" || !anchor.hasAttribute("href") || (href.includes("#") && withoutFragment(href) === withoutFragment(location.href)))
    return;
  const packed = link(href);
  if (packed !== href) anchor.href = packed;
}

function withoutFragment(address: string): string {
  return address.replace(/#.*/s, "");
}

function packForm(form: HTMLFormElement, submitter: HTMLElement | null, route: Route): void {
  // Read as attributes: a field may be named "action" or "method".
  const read = (name: string): string => submitter?.getAttribute(`form${name}`) || form.getAttribute(name) || "";
  const action = read("action") || location.href;
  const method = read("method").toLowerCase();
  for (const input of form.querySelectorAll<HTMLInputElement>("input[type=hidden]")) {
    if (route.returns.includes(input.name)) input.value = carry(input.value, route);
  }
  if (method === "dialog") return;
  const packed = carry(action, route);
  if (method === "post") {
    if (packed !== action)
      (submitter?.hasAttribute("formaction") ? submitter : form).setAttribute(
        submitter?.hasAttribute("formaction") ? "formaction" : "action",
        packed,
      );
    return;
  }
  // Sending by GET replaces the parameters of the action by the fields.
  const url = parseAddress(action);
  if (url === undefined || !route.isOurs(url)) return;
  for (const [name, value] of Object.entries(route.luggage()))
    if (value && form.querySelector(`[name=${name}]`) === null) form.append(hiddenInput(name, value));
}

function hiddenInput(name: string, value: string): HTMLInputElement {
  const input = document.createElement("input");
  input.type = "hidden";
  input.name = name;
  input.value = value;
  return input;
}
