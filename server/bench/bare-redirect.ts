/** The yardstick of `visit`: a server of the same HTTP framework that redirects and does nothing else. Tells its port to the parent process. */
import type { AddressInfo } from "node:net";
import Fastify from "fastify";

const server = Fastify({ trustProxy: "loopback" });
server.get("/r/:handle/:code", (_request, reply) =>
  reply
    .code(302)
    .header("location", "https://shop.example/?bw_visit=vis_00000000000000000000&bw_code=ABCD-EFGH")
    .header("cache-control", "no-store")
    .send(),
);
process.on("disconnect", () => process.exit(0));
await server.listen({ host: "127.0.0.1", port: 0 });
process.send?.((server.server.address() as AddressInfo).port);
