/** Where Bandwagon tells what happened. */
import type { BodyOf, CallOptions, QueryOf, Request, WriteOptions } from "./operation.js";

type DeliveryQuery = QueryOf<"GET", "/v1/webhook-endpoints/{id}/deliveries">;

export function webhookEndpointMethods(request: Request) {
  return {
    /** Makes an endpoint; its secret is in this answer and nowhere else. */
    create: (endpoint: BodyOf<"POST", "/v1/webhook-endpoints">, options?: WriteOptions) =>
      request("POST", "/v1/webhook-endpoints", { body: endpoint, ...options }),
    list: (options: CallOptions = {}) => request("GET", "/v1/webhook-endpoints", options),
    get: (id: string, options?: CallOptions) => request("GET", "/v1/webhook-endpoints/{id}", { params: { id }, ...options }),
    change: (id: string, endpoint: BodyOf<"PUT", "/v1/webhook-endpoints/{id}">, options?: WriteOptions) =>
      request("PUT", "/v1/webhook-endpoints/{id}", { params: { id }, body: endpoint, ...options }),
    remove: (id: string, options?: WriteOptions) => request("DELETE", "/v1/webhook-endpoints/{id}", { params: { id }, ...options }),
    /** A new secret; the old one goes on signing beside it for a while. */
    rotateSecret: (id: string, rotation: BodyOf<"POST", "/v1/webhook-endpoints/{id}/secret/rotate">, options?: WriteOptions) =>
      request("POST", "/v1/webhook-endpoints/{id}/secret/rotate", { params: { id }, body: rotation, ...options }),
    /** Sends a sample of a kind. */
    test: (id: string, sample: BodyOf<"POST", "/v1/webhook-endpoints/{id}/test"> = {}, options?: WriteOptions) =>
      request("POST", "/v1/webhook-endpoints/{id}/test", { params: { id }, body: sample, ...options }),
    /** Sends a range of facts again, 10,000 at most; `nextFromFact` of the answer is where to go on. */
    replay: (id: string, range: BodyOf<"POST", "/v1/webhook-endpoints/{id}/replay">, options?: WriteOptions) =>
      request("POST", "/v1/webhook-endpoints/{id}/replay", { params: { id }, body: range, ...options }),
    /** Sends one delivery again. */
    replayDelivery: (id: string, delivery: string, options?: WriteOptions) =>
      request("POST", "/v1/webhook-endpoints/{id}/deliveries/{delivery}/replay", { params: { id, delivery }, ...options }),
    /** One page of what was sent, with its attempts. */
    deliveries: (id: string, query: DeliveryQuery = {}, options?: CallOptions) =>
      request("GET", "/v1/webhook-endpoints/{id}/deliveries", { params: { id }, query, ...options }),
  };
}
