/** The yardstick of `webhook`: Node's own client, which sends the same bodies to the same receiver over as many connections, and does nothing else. */
import { Agent, request } from "node:http";

export interface BareWebhookJob {
  port: number;
  bodies: string[];
  connections: number;
}

const agent = new Agent({ keepAlive: true });

function post({ port }: BareWebhookJob, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body), "webhook-id": "bare" };
    const sent = request({ agent, host: "127.0.0.1", port, path: "/bare", method: "POST", headers }, (response) => {
      response.resume();
      response.on("end", resolve);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

async function sendAll(job: BareWebhookJob): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < job.bodies.length) await post(job, job.bodies[next++] as string);
  };
  await Promise.all(Array.from({ length: job.connections }, worker));
}

process.on("message", (job: BareWebhookJob) => void sendAll(job).then(() => process.send?.("done")));
process.on("disconnect", () => process.exit(0));
process.send?.("ready");
