/** A server of mail that keeps what it is sent: enough of SMTP for one client. */
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";

export interface ReceivedMail {
  to: string;
  headers: string;
  /** Text and HTML, decoded. */
  parts: string[];
}

export interface FakeSmtp {
  url: URL;
  received: ReceivedMail[];
  /** What is answered to a recipient from now on. */
  answer(reply: string): void;
  close(): Promise<void>;
}

const OK = "250 ok";

export async function fakeSmtp(): Promise<FakeSmtp> {
  const received: ReceivedMail[] = [];
  const sockets = new Set<Socket>();
  let toRecipient = OK;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    let buffered = "";
    let to = "";
    let inData = false;
    const say = (line: string) => socket.write(`${line}\r\n`);
    const commands: Record<string, (line: string) => void> = {
      EHLO: () => say("250 fake"),
      MAIL: () => say(OK),
      RCPT: (line) => {
        to = /<(.*?)>/.exec(line)?.[1] ?? "";
        say(toRecipient);
      },
      DATA: () => {
        inData = true;
        say("354 go on");
      },
      RSET: () => say(OK),
      QUIT: () => socket.end("221 bye\r\n"),
    };
    say("220 fake");
    socket.on("data", (bytes) => {
      buffered += bytes.toString("latin1");
      for (;;) {
        const mark = inData ? "\r\n.\r\n" : "\r\n";
        const end = buffered.indexOf(mark);
        if (end < 0) return;
        const text = buffered.slice(0, end);
        buffered = buffered.slice(end + mark.length);
        if (inData) {
          inData = false;
          received.push(readMail(to, text));
          say(OK);
        } else (commands[text.slice(0, 4).toUpperCase()] ?? (() => say("500 what")))(text);
      }
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: new URL(`smtp://127.0.0.1:${(server.address() as AddressInfo).port}`),
    received,
    answer(reply) {
      toRecipient = reply;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

function readMail(to: string, text: string): ReceivedMail {
  const [headers = "", ...rest] = text.split("\r\n\r\n");
  const boundary = /boundary="(.*?)"/.exec(headers)?.[1] ?? "";
  const parts = rest
    .join("\r\n\r\n")
    .split(`--${boundary}`)
    .flatMap((part) => (/base64\r\n\r\n([A-Za-z0-9+/=\r\n]+)/.exec(part)?.[1] ?? "") || [])
    .map((encoded) => Buffer.from(encoded, "base64").toString());
  return { to, headers, parts };
}
