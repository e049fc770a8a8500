import type { Socket } from "node:net";
import type { FastifyInstance } from "fastify";

/**
 * Ends, when the server closes, connections on which nothing was ever asked. Browsers open some ahead; Node does not count them as idle and would wait a
 * minute for their first request.
 */
export function closeUnusedConnections(server: FastifyInstance): void {
  const open = new Set<Socket>();
  let isClosing = false;
  const endUnused = (socket: Socket): void => void (socket.bytesRead === 0 && socket.destroy());
  server.server.on("connection", (socket: Socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
    if (isClosing) endUnused(socket);
  });
  server.addHook("preClose", async () => {
    isClosing = true;
    open.forEach(endUnused);
  });
}
