import { Markup } from "../html.js";

/** Bandwagon's own sign: three in one wagon. */
export const mark = new Markup(
  '<svg width="36" height="36" viewBox="0 0 36 36" aria-hidden="true"><circle cx="18" cy="18" r="18" fill="#F5B400"/><path d="M8 21.5c3.2-8.6 16.8-8.6 20 0" fill="none" stroke="#1F1B16" stroke-width="3" stroke-linecap="round"/><circle cx="12" cy="25" r="3.4" fill="#C2410C"/><circle cx="24" cy="25" r="3.4" fill="#C2410C"/><circle cx="18" cy="10.5" r="2.6" fill="#1F1B16"/></svg>',
);

/** The same as an address, for the tab of a page: no request is made for it. */
export const markAddress = `data:image/svg+xml,${encodeURIComponent(mark.text.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" '))}`;
