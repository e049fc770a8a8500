import Type from "typebox";
import type { App } from "../../app.js";
import { PUSHES_A_DAY_MAX } from "../../commands/push-messages.js";
import {
  PUSH_SUBSCRIPTIONS_MAX,
  pushSubscriptionsOf,
  type SubscriptionRow,
  subscribePush,
  unsubscribePush,
} from "../../commands/push-subscriptions.js";
import { Closed, ExternalId, LanguageField, ProgramName } from "../fields.js";
import { programOf } from "../program-of.js";
import type { Http } from "../route.js";
import { PushSubscription } from "../schemas/push-subscriptions.js";
import { instant } from "../views.js";

const tags = ["Members"];
const SubscriptionId = Type.String({ minLength: 1, maxLength: 60, description: "The subscription's id.", examples: ["psh_4w8kq2n7c1x9d3b6m5zr"] });
const base64url = (description: string) => Type.String({ pattern: "^[A-Za-z0-9_-]{20,90}={0,2}$", description });

/** Members are told on their devices what happens to them: where they have asked for it themselves. */
export function pushSubscriptionRoutes(http: Http, app: App): void {
  http.route({
    method: "POST",
    url: "/v1/members/:externalId/push-subscriptions",
    access: { roles: ["secret", "member"], scope: "members:write", ownParam: "externalId" },
    takesKey: "optional",
    schema: {
      summary: "Tell a member on a device",
      description: `The portal sends this when the member has asked for it on the device: what the browser's PushManager has subscribed to. At most ${PUSHES_A_DAY_MAX} messages within 24 hours go to a member. Of more than ${PUSH_SUBSCRIPTIONS_MAX} devices the oldest ends; the same device again is the same subscription, and is the member's who asked last.`,
      tags,
      params: Closed({ externalId: ExternalId }),
      body: Closed({
        program: ProgramName,
        endpoint: Type.String({
          minLength: 1,
          maxLength: 2000,
          description: "The address at the browser's push service: https, of a public host.",
        }),
        keys: Closed({
          p256dh: base64url("The browser's public key, in base64url."),
          auth: base64url("The browser's secret for it, in base64url."),
        }),
        language: LanguageField,
      }),
      response: { 201: PushSubscription },
    },
    example: {
      program: "spring-friends",
      endpoint: "https://push.example/send/4w8kq2n7c1x9d3b6",
      keys: {
        p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        auth: "BTBZMqHH6r4Tts7J_aSIgg",
      },
    },
    async handler({ caller: { workspace }, params: { externalId }, body, language, reply }) {
      const { id: program } = await programOf(app, workspace, body.program);
      const request = { program, language: body.language ?? language, device: { endpoint: body.endpoint, ...body.keys } };
      return reply.code(201).send(viewOf(await subscribePush(app, workspace, externalId, request)));
    },
  });

  http.route({
    method: "GET",
    url: "/v1/members/:externalId/push-subscriptions",
    access: { roles: ["secret", "member"], scope: "members:read", ownParam: "externalId" },
    schema: {
      summary: "On which devices a member is told",
      description: `The latest first, of all programs; there are at most ${PUSH_SUBSCRIPTIONS_MAX}. Their addresses and keys are not told.`,
      tags,
      params: Closed({ externalId: ExternalId }),
      response: { 200: Type.Object({ data: Type.Array(PushSubscription) }) },
    },
    async handler({ caller: { workspace }, params: { externalId } }) {
      return { data: (await pushSubscriptionsOf(app, workspace, externalId)).map(viewOf) };
    },
  });

  http.route({
    method: "DELETE",
    url: "/v1/members/:externalId/push-subscriptions/:id",
    access: { roles: ["secret", "member"], scope: "members:write", ownParam: "externalId" },
    schema: {
      summary: "Tell a member no more on a device",
      description: "Nothing further is sent to it. 404 where the member has no such subscription, for instance because the device is gone.",
      tags,
      params: Closed({ externalId: ExternalId, id: SubscriptionId }),
      response: { 204: Type.Null({ description: "Nothing is sent there." }) },
    },
    async handler({ caller: { workspace }, params: { externalId, id }, reply }) {
      await unsubscribePush(app, workspace, externalId, id);
      return reply.code(204).send();
    },
  });
}

function viewOf({ id, programId, language, madeAt, device }: SubscriptionRow) {
  return { id, program: programId, service: device && new URL(device.endpoint).host, language, since: instant(madeAt) };
}
