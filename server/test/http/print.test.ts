import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { qrModules } from "../../src/http/pictures/sheet.js";
import { type TestServer, testServer } from "./server.js";
import { codeOf, documentOf, openShop, type Shop } from "./shop.js";

let server: TestServer;
let shop: Shop;
beforeAll(async () => {
  server = await testServer();
  shop = await openShop(server);
});
afterAll(() => server.close());

const linkOf = async (query: string) => `${(await shop.get("/v1/members/anna")).body.enrolments[0].link}${query}`;

describe("what is printed", () => {
  test("200: a poster as SVG: the QR of the link with its place, in outlines that load nothing", async () => {
    const { status, headers, body } = await shop.get("/v1/members/anna/poster.svg?c=poster&p=kazan&lang=ru");
    expect({ status, type: headers["content-type"] }).toEqual({ status: 200, type: "image/svg+xml; charset=utf-8" });
    const svg = String(body);
    expect(svg).toContain(qrModules(await linkOf("?c=poster&p=kazan"), 59, 116, 92));
    expect(svg).toContain("<title>Весенние друзья</title>");
    expect(svg).toContain('width="210mm" height="297mm"');
    expect(svg).not.toMatch(/<(text|image|script|style|use|a)\b|href|url\(|NaN|undefined/);
    expect(String((await shop.get("/v1/members/anna/poster.svg?c=poster&p=kazan")).body)).not.toBe(svg);
  });

  test("200: poster and card as PDF, one page each of their size", async () => {
    for (const [name, box] of [
      ["poster", /MediaBox \[0 0 595\.\d+ 841\.\d+\]/],
      ["card", /MediaBox \[0 0 240\.\d+ 155\.\d+\]/],
    ] as const) {
      const { status, headers, body } = await shop.get(`/v1/members/anna/${name}.pdf`);
      expect({ status, type: headers["content-type"] }).toEqual({ status: 200, type: "application/pdf" });
      const text = body.toString("latin1");
      expect(text.startsWith("%PDF-1.")).toBe(true);
      expect(text.match(/\/Type \/Page\b/g)).toHaveLength(1);
      expect(text).toMatch(box);
      expect(text).not.toContain("/Font <<");
    }
  });

  test("200: in the program's colour, with the code and the words that are asked for, however long", async () => {
    const document = { ...documentOf(shop.handle), theme: { brand: "#0F766E" } };
    expect((await shop.put(`/v1/programs/${shop.program}/draft`, document)).status).toBe(200);
    expect((await shop.post(`/v1/programs/${shop.program}/publish`)).status).toBe(200);
    await shop.post("/v1/members/anna/codes", { program: shop.handle, code: "HANG-IT-UP" });
    const { body } = await shop.get(`/v1/members/anna/card.svg?code=hang-it-up&title=${"Wide%20".repeat(8)}`);
    expect(String(body)).toContain('fill="#0F766E"');
    expect(String(body)).not.toContain("#C2410C");
    expect(await codeOf(shop, "anna")).not.toBe("HANG-IT-UP");
  });

  test("404: a code that is another's, a member whom nobody knows; 400: a title without end", async () => {
    expect((await shop.get("/v1/members/otto/poster.pdf?code=hang-it-up")).body.code).toBe("code_unknown");
    expect((await shop.get("/v1/members/nobody/poster.pdf")).status).toBe(404);
    expect((await shop.get(`/v1/members/anna/card.svg?title=${"a".repeat(61)}`)).status).toBe(400);
  });
});
