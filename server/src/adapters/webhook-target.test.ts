import { describe, expect, test } from "vitest";
import { allowanceOf, mayConnect, parseAllowed, parseTarget } from "./webhook-target.js";

const nothing = allowanceOf([]);
const isTaken = (text: string, entries: string[] = []) => "url" in parseTarget(text, allowanceOf(entries));

describe("without WEBHOOK_ALLOW", () => {
  test.each(["https://shop.example/hooks?x=1", "https://shop.example:8443/", "https://1.1.1.1/", "https://[2606:4700::1]/"])("%s is taken", (text) =>
    expect(isTaken(text)).toBe(true),
  );

  test.each([
    "http://shop.example/",
    "https://shop.example:22/",
    "https://user@shop.example/",
    "https://user:secret@shop.example/",
    "https://shop.example/#top",
    "ftp://shop.example/",
    "javascript:alert(1)",
    "shop.example",
    "https://",
    "https://münchen.example/",
    "https://shop.example/ x",
    `https://shop.example/${"x".repeat(2000)}`,
  ])("%s is refused", (text) => expect(isTaken(text)).toBe(false));

  test.each([
    "https://127.0.0.1/",
    "https://127.1/",
    "https://127.0.1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0x7f.0.0.1/",
    "https://0x7f.1/",
    "https://0177.0.0.1/",
    "https://017700000001/",
    "https://127.0.0.1./",
    "https://0/",
    "https://0.0.0.0/",
    "https://[::]/",
    "https://[::1]/",
    "https://[0:0:0:0:0:0:0:1]/",
    "https://[::127.0.0.1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:7f00:1]/",
    "https://[64:ff9b::127.0.0.1]/",
    "https://[2002:7f00:1::]/",
    "https://[2001:0:7f00:1::]/",
    "https://[fe80::1]/",
    "https://[fd00:ec2::254]/",
    "https://169.254.169.254/latest/meta-data",
    "https://0xa9fea9fe/",
    "https://10.0.0.1/",
    "https://%31%32%37.0.0.1/",
    "https://①②⑦.⓪.⓪.①/",
  ])("%s is refused: it leads inside", (text) => expect(isTaken(text)).toBe(false));

  test("one internal address among public ones refuses a name", () => {
    const url = new URL("https://shop.example/");
    expect(mayConnect(["1.1.1.1", "2606:4700::1"], url, nothing)).toBe(true);
    expect(mayConnect(["1.1.1.1", "127.0.0.1"], url, nothing)).toBe(false);
    expect(mayConnect(["1.1.1.1", "::ffff:1.1.1.1"], url, nothing)).toBe(false);
    expect(mayConnect([], url, nothing)).toBe(false);
  });
});

describe("with WEBHOOK_ALLOW", () => {
  test("a listed host may be plain http, on any port or the one that is listed", () => {
    expect(isTaken("http://receiver:9000/x", ["receiver"])).toBe(true);
    expect(isTaken("http://RECEIVER:9000/x", ["Receiver:9000"])).toBe(true);
    expect(isTaken("http://receiver:9001/x", ["receiver:9000"])).toBe(false);
    expect(isTaken("http://receiver/x", ["receiver:80"])).toBe(true);
    expect(isTaken("http://other/x", ["receiver"])).toBe(false);
  });

  test("an address is listed by itself, by its network or with its port, in every spelling", () => {
    expect(isTaken("http://127.1:3000/", ["127.0.0.1"])).toBe(true);
    expect(isTaken("http://10.7.0.1/", ["10.0.0.0/8"])).toBe(true);
    expect(isTaken("http://127.0.0.1:3000/", ["127.0.0.1:3000"])).toBe(true);
    expect(isTaken("http://[::1]:3000/", ["[::1]:3000"])).toBe(true);
    expect(isTaken("http://127.0.0.1:3001/", ["127.0.0.1:3000"])).toBe(false);
  });

  test("a network lets names lead into it, and nothing else becomes laxer for them", () => {
    const allowance = allowanceOf(["10.0.0.0/8"]);
    const url = new URL("https://inside.example/");
    expect(mayConnect(["10.1.2.3"], url, allowance)).toBe(true);
    expect(mayConnect(["10.1.2.3", "192.168.0.1"], url, allowance)).toBe(false);
    expect(isTaken("http://inside.example/", ["10.0.0.0/8"])).toBe(false);
  });

  test.each(["a b", "http://receiver", "10.0.0.0/99", "host:", "host:port", "host/path", "*", "[::1"])("%s is no entry", (entry) =>
    expect(parseAllowed(entry)).toBeUndefined(),
  );
});
