/**
 * The yardstick of `summary`: a server of the same HTTP framework that reads one row by its key and sends a body as long as the product's. Its parent tells it
 * where the database is and which bodies there are; it tells its port.
 */
import type { AddressInfo } from "node:net";
import Fastify from "fastify";
import { Pool, type PoolConfig } from "pg";

export interface BareSelectJob {
  connection: PoolConfig;
  /** Of whom, and what is sent. */
  bodies: Record<string, object>;
}

process.on("disconnect", () => process.exit(0));
process.once("message", ({ connection, bodies }: BareSelectJob) => void serve(connection, bodies));

async function serve(connection: PoolConfig, bodies: Record<string, object>): Promise<void> {
  const pool = new Pool(connection);
  // Its database may end before it does.
  pool.on("error", () => {});
  const server = Fastify();
  server.get<{ Params: { id: string } }>("/members/:id", async ({ params: { id } }) => {
    const statement = { name: "member", text: "select id, external_hash, joined_at, traits from bandwagon.members where id = $1", values: [id] };
    const { rows } = await pool.query(statement);
    if (rows.length !== 1) throw new Error(`There is no member ${id}.`);
    return bodies[id];
  });
  await server.listen({ host: "127.0.0.1", port: 0 });
  process.send?.((server.server.address() as AddressInfo).port);
}
