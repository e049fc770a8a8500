import type { FastifyReply } from "fastify";
import type { App } from "../../app.js";
import { type AssociatedApps, associatedApps } from "../../commands/associated-apps.js";
import type { Http } from "../route.js";

/** What phones ask to know which apps open links of this server: each app those of its own programs. */
export function appLinkRoutes(http: Http, app: App): void {
  const file = (url: string, summary: string, of: (all: AssociatedApps[]) => unknown) =>
    http.route({
      method: "GET",
      url,
      access: { roles: ["anonymous"] },
      hidden: true,
      schema: { summary, description: "Made of `apps` in the documents of programs that have not ended.", tags: ["Visits"] },
      handler: async ({ reply }) => sendFile(reply, of(await associatedApps(app))),
    });
  file("/.well-known/apple-app-site-association", "Apps for iPhones that open links", appleAssociation);
  file("/.well-known/assetlinks.json", "Apps for Android that open links", androidAssociation);
}

function sendFile(reply: FastifyReply, content: unknown): FastifyReply {
  return reply.header("content-type", "application/json").header("cache-control", "public, max-age=3600").send(JSON.stringify(content));
}

/** By Apple's "Supporting associated domains". A picture of an invitation is no page to open. */
function appleAssociation(all: AssociatedApps[]) {
  const handles = new Map<string, string[]>();
  for (const { handle, apps } of all) if (apps.ios !== undefined) handles.set(apps.ios.appId, [...(handles.get(apps.ios.appId) ?? []), handle]);
  const details = [...handles].map(([appId, own]) => ({
    appIDs: [appId],
    components: [{ "/": "/r/*/*/picture.png", exclude: true }, ...own.map((handle) => ({ "/": `/r/${handle}/*` }))],
  }));
  return { applinks: { details } };
}

/** By Google's Digital Asset Links. Which paths an app opens its own manifest says. */
function androidAssociation(all: AssociatedApps[]) {
  const fingerprints = new Map<string, Set<string>>();
  for (const { apps } of all)
    if (apps.android !== undefined)
      fingerprints.set(apps.android.package, new Set([...(fingerprints.get(apps.android.package) ?? []), ...apps.android.fingerprints]));
  return [...fingerprints].map(([name, prints]) => ({
    relation: ["delegate_permission/common.handle_all_urls"],
    target: { namespace: "android_app", package_name: name, sha256_cert_fingerprints: [...prints] },
  }));
}
