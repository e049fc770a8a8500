import { describe, expect, test } from "vitest";
import { checkoutDir, parseConfig } from "./config.js";

const key = Buffer.alloc(32, 5).toString("base64");

describe("parseConfig", () => {
  test("without a variable runs on this machine alone, with the embedded database below the checkout", () => {
    expect(parseConfig({})).toMatchObject({
      host: "127.0.0.1",
      port: 3000,
      publicUrl: "http://127.0.0.1:3000",
      dataDir: `${checkoutDir}data`,
      databaseUrl: undefined,
      secretKey: undefined,
      logLevel: "warn",
      poolSize: 10,
    });
  });

  test("takes every variable", () => {
    const environment = {
      HOST: "0.0.0.0",
      PORT: "8080",
      PUBLIC_URL: "https://refer.example.com/",
      DATA_DIR: "here",
      DATABASE_URL: "postgres://u:p@db:5433/refer?sslmode=require",
      SECRET_KEY: key,
      LOG_LEVEL: "debug",
      POOL_SIZE: "30",
      TRUST_PROXY: "10.0.0.0/8, loopback",
      WEBHOOK_ALLOW: "receiver:9000, 10.0.0.0/8",
      RATE_ANONYMOUS: "0",
    };
    expect(parseConfig(environment, "/srv")).toMatchObject({
      host: "0.0.0.0",
      port: 8080,
      publicUrl: "https://refer.example.com",
      dataDir: "/srv/here",
      databaseUrl: "postgres://u:p@db:5433/refer?sslmode=require",
      secretKey: Buffer.alloc(32, 5),
      logLevel: "debug",
      poolSize: 30,
      trustProxy: ["10.0.0.0/8", "loopback"],
      webhookAllow: ["receiver:9000", "10.0.0.0/8"],
      rates: { secret: 10_000, publishable: 50, anonymous: 0 },
    });
  });

  test("counts an empty variable as left out", () =>
    expect(parseConfig({ PORT: "", DATABASE_URL: " " })).toMatchObject({ port: 3000, databaseUrl: undefined }));

  test.each([
    ["::1", "http://[::1]:3000"],
    ["0.0.0.0", "http://localhost:3000"],
  ])("names HOST %s as people can open it", (host, url) => expect(parseConfig({ HOST: host }).publicUrl).toBe(url));

  test.each([[Buffer.alloc(32, 250).toString("base64url")], [Buffer.alloc(33, 250).toString("hex")]])("takes the key %s", (text) =>
    expect(parseConfig({ SECRET_KEY: text }).secretKey?.[0]).toBe(250),
  );

  test.each([
    [{ PORT: "http" }, 'PORT must be a whole number from 0 to 65535, not "http".'],
    [{ PORT: "65536" }, 'PORT must be a whole number from 0 to 65535, not "65536".'],
    [{ PORT: "-1" }, 'PORT must be a whole number from 0 to 65535, not "-1".'],
    [{ HOST: "a b" }, "HOST must be an address or a name to listen on"],
    [{ POOL_SIZE: "1" }, "POOL_SIZE must be a whole number from 2 to 150"],
    [{ PUBLIC_URL: "refer.example.com" }, "PUBLIC_URL must be the address under which people reach this server"],
    [{ PUBLIC_URL: "ftp://refer.example.com" }, "PUBLIC_URL must be"],
    [{ PUBLIC_URL: "https://refer.example.com/?a=1" }, "PUBLIC_URL must be"],
    [{ DATABASE_URL: "mysql://u:p@h/db" }, "DATABASE_URL must look like postgres://"],
    [{ DATABASE_URL: "postgres://u:p@h" }, "DATABASE_URL must look like postgres://"],
    [{ SECRET_KEY: "short" }, "SECRET_KEY must be at least 32 random bytes as base64 or hexadecimal"],
    [{ SECRET_KEY: "a".repeat(62) }, "SECRET_KEY must be"],
    [
      { TRUST_PROXY: "10.0.0.0/33" },
      'TRUST_PROXY must be addresses or networks with commas between, such as 10.0.0.0/8 or loopback, not "10.0.0.0/33".',
    ],
    [{ TRUST_PROXY: "proxy" }, "TRUST_PROXY must be"],
    [{ RATE_SECRET: "many" }, "RATE_SECRET must be a whole number from 0 to 1000000"],
    [{ LOG_LEVEL: "loud" }, "LOG_LEVEL must be one of fatal, error"],
  ])("refuses %o", (environment, sentence) => expect(() => parseConfig(environment)).toThrow(sentence));

  test("never repeats a secret that it refuses", () => {
    for (const environment of [{ DATABASE_URL: "postgres://u:hunter2@" }, { DATABASE_URL: "mysql://u:hunter2@h/db" }, { SECRET_KEY: "hunter2" }]) {
      expect(() => parseConfig(environment)).toThrow(expect.not.objectContaining({ message: expect.stringContaining("hunter2") }));
    }
  });
});

describe("SMTP_URL and MAIL_FROM", () => {
  const mailOf = (url: string, from?: string) => parseConfig({ SMTP_URL: url, MAIL_FROM: from }).mail;

  test("without the first no mail is sent", () => {
    expect(parseConfig({ MAIL_FROM: "refer@example.com" }).mail).toBeUndefined();
  });

  test("are taken together, or refused without the password", () => {
    expect(mailOf("smtps://u:p%40ss@mail.example.com", "refer@example.com")).toMatchObject({ from: "refer@example.com" });
    expect(() => mailOf("smtp://u:hidden@mail.example.com")).toThrow(/MAIL_FROM must be the address/);
    for (const url of ["http://u:hidden@mail.example.com", "mail.example.com", "smtp://u:hidden@mail.example.com/?x=1"]) {
      expect(() => mailOf(url, "refer@example.com")).toThrow(/SMTP_URL must look like/);
      expect(() => mailOf(url, "refer@example.com")).not.toThrow(/hidden/);
    }
    expect(() => mailOf("smtp://mail.example.com", "Shop <refer@example.com>")).toThrow(/MAIL_FROM/);
  });
});
