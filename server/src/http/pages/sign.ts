import { Markup } from "../html.js";

/** A sign post without a destination: what is shown where a link leads nowhere. */
export const lostSign = new Markup(
  '<svg class="sign" viewBox="16 4 58 78" aria-hidden="true"><path d="M42 16h4v64h-4z" fill="#8A7F70"/><path d="M16 20h46l12 10-12 10H16z" fill="#F5B400"/><path d="M72 46H32l-10 8.5 10 8.5h40z" fill="#C2410C"/><circle cx="44" cy="12" r="5" fill="#8A7F70"/></svg>',
);
