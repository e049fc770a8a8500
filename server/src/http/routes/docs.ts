import { createReadStream } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { html } from "../html.js";
import { openApiDocument } from "../openapi.js";
import { markAddress } from "../pages/mark.js";
import { darkTokens, lightTokens, type Tokens } from "../pages/style.js";
import type { Http } from "../route.js";
import { pageHeaders } from "../security-headers.js";

/** The reader's script and styles come from this server; what it adds to the page itself is styles only. */
const readerPolicy =
  "script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src blob:; form-action 'none'";
const readerScript = join(createRequire(import.meta.url).resolve("@scalar/fastify-api-reference"), "..", "js", "standalone.js");
const readerCss = [readerColours(".light-mode", lightTokens), readerColours(".dark-mode", darkTokens)].join("");
const readerOptions = {
  url: "/docs/api/openapi.json",
  withDefaultFonts: false,
  telemetry: false,
  hideClientButton: true,
  agent: { disabled: true },
  mcp: { disabled: true },
  showDeveloperTools: "never",
  customCss: readerCss,
};

const access = { roles: ["anonymous"] } as const;
const tags = ["Documentation"];

/** The API's description, as JSON and as pages, without a request to anywhere else. */
export function docsRoutes(http: Http, server: FastifyInstance): void {
  const schema = { summary: "Documentation", description: "The description of this API.", tags };
  let document: string | undefined;
  http.route({ method: "GET", url: "/docs", access, hidden: true, schema, handler: ({ reply }) => reply.redirect("/docs/api", 302) });
  http.route({
    method: "GET",
    url: "/docs/api",
    access,
    hidden: true,
    schema,
    handler: ({ reply }) => reply.headers(pageHeaders(readerPolicy)).send(readerPage),
  });
  http.route({
    method: "GET",
    url: "/docs/api/openapi.json",
    access,
    hidden: true,
    schema,
    handler: ({ reply }) => {
      document ??= JSON.stringify(openApiDocument(server));
      return reply.header("content-type", "application/json; charset=utf-8").header("access-control-allow-origin", "*").send(document);
    },
  });
  http.route({
    method: "GET",
    url: "/docs/api/reader.js",
    access,
    hidden: true,
    schema,
    handler: ({ reply }) => reply.headers(scriptHeaders).send(createReadStream(readerScript)),
  });
  http.route({
    method: "GET",
    url: "/docs/api/start.js",
    access,
    hidden: true,
    schema,
    handler: ({ reply }) => reply.headers(scriptHeaders).send(`Scalar.createApiReference("#reader", ${JSON.stringify(readerOptions)});\n`),
  });
}

const scriptHeaders = {
  "content-type": "text/javascript; charset=utf-8",
  "x-content-type-options": "nosniff",
  "cache-control": "public, max-age=3600",
};

/** The reader in our colours: its own are too faint for small text. What only reads (GET) is quiet, what writes has a colour. */
function readerColours(scheme: string, tokens: Tokens): string {
  const colours = {
    "background-1": tokens.canvas,
    "background-2": tokens.sunken,
    "background-3": tokens.line,
    "background-accent": tokens["brand-soft"],
    "border-color": tokens.line,
    "color-1": tokens.ink,
    "color-2": tokens["ink-soft"],
    "color-3": tokens["ink-soft"],
    "color-accent": tokens["brand-ink"],
    "color-blue": tokens["ink-soft"],
    "color-green": tokens.teal,
    "color-orange": tokens["brand-ink"],
    "color-yellow": tokens["brand-ink"],
    "color-red": tokens.danger,
  };
  const rules = Object.entries(colours).map(([name, colour]) => `--scalar-${name}:${colour}`);
  return `${scheme}{${rules.join(";")}}`;
}

const readerPage = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Bandwagon API</title>
<link rel="icon" href="${markAddress}">
</head>
<body>
<div id="reader"></div>
<noscript>The description of the API is at <a href="/docs/api/openapi.json">/docs/api/openapi.json</a>.</noscript>
<script src="/docs/api/reader.js"></script>
<script src="/docs/api/start.js"></script>
</body>
</html>
`.text;
