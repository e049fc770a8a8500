import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sweepPicturesEverywhere } from "../../src/commands/pictures.js";
import { contrast } from "../../src/core/colour.js";
import { qrModules } from "../../src/http/pictures/sheet.js";
import { jpegOf, pngOf } from "../pictures/make-picture.js";
import { bearer, memberToken, type TestServer, testServer } from "./server.js";
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

describe("pictures that are uploaded", () => {
  const png = { "content-type": "image/png" };
  const upload = async (member: string, picture = pngOf()) => (await shop.post(`/v1/members/${member}/pictures`, picture, png)).body.id as string;
  const publish = async (parts: Record<string, unknown>): Promise<void> => {
    expect((await shop.put(`/v1/programs/${shop.program}/draft`, { ...documentOf(shop.handle), ...parts })).body.problems).toEqual([]);
    expect((await shop.post(`/v1/programs/${shop.program}/publish`)).status).toBe(200);
  };
  const refusedWith = async (parts: Record<string, unknown>) => {
    await shop.put(`/v1/programs/${shop.program}/draft`, { ...documentOf(shop.handle), ...parts });
    const { status, body } = await shop.post(`/v1/programs/${shop.program}/publish`);
    expect(status).toBe(422);
    return body.errors;
  };
  const age = (days: number) => server.database.admin.query("update pictures set named_at = named_at - make_interval(days => $1)", [days]);
  const stranger = (url: string) => server.server.inject({ url });

  test("200: a member's, drawn anew and sealed; sent again it is the same; for the owner and the member alone", async () => {
    const token = { ...bearer(await memberToken(shop, "anna")), "content-type": "image/jpeg" };
    const { status, body } = await shop.post("/v1/members/anna/pictures", jpegOf({ orientation: 6 }), token);
    expect({ status, body }).toEqual({ status: 200, body: { id: expect.stringMatching(/^pic_/), width: 16, height: 32 } });
    expect((await shop.post("/v1/members/anna/pictures", jpegOf({ orientation: 6 }), token)).body).toEqual(body);
    const seen = await shop.get(`/v1/members/anna/pictures/${body.id}`, token);
    expect(seen.headers).toMatchObject({ "content-type": "image/png", "x-content-type-options": "nosniff", "cache-control": "no-store" });
    const { rows } = await server.database.admin.query("select png from pictures where id = $1", [body.id]);
    expect(rows[0].png.includes("IHDR")).toBe(false);
    expect((await shop.get(`/v1/members/otto/pictures/${body.id}`)).body.code).toBe("picture_unknown");
    expect((await shop.get(`/v1/pictures/${body.id}`)).status).toBe(404);
    expect((await stranger(`/pictures/${shop.handle}/${body.id}.png`)).statusCode).toBe(404);
  });

  test("415, 422, 413, 404: what is no picture, by its bytes and not by its name; too large; of nobody", async () => {
    const at = "/v1/members/anna/pictures";
    expect((await shop.post(at, Buffer.from("<svg/>"), { "content-type": "image/svg+xml" })).status).toBe(415);
    expect((await shop.post(at, Buffer.from("<svg/>"), png)).body.code).toBe("picture_unreadable");
    expect((await shop.post(at, pngOf(), { ...png, "content-encoding": "gzip" })).status).toBe(415);
    expect((await shop.post(at, Buffer.alloc(5_000_001), png)).status).toBe(413);
    expect((await shop.post("/v1/members/nobody/pictures", pngOf(), png)).body.code).toBe("member_unknown");
  });

  test("a testimonial's is shown to strangers as long as the testimonial is", async () => {
    await publish({ socialProof: { testimonials: true } });
    const own = `/v1/members/anna/testimonials/${shop.handle}`;
    const review = (event: string, answer: string, reason?: string) =>
      shop.post(`/v1/programs/${shop.handle}/testimonials/anna/review`, { event, answer, ...(reason !== undefined && { reason }) });
    const told = async (lang = "en") => (await shop.get(`/v1/members/anna/summary?program=${shop.handle}&lang=${lang}`)).body.portal.praise;
    expect(await told()).toMatchObject({ state: "none", words: null, rating: null, picture: null });
    const picture = await upload("anna");
    expect((await shop.put(own, { words: "Good", picture: await upload("otto") })).body.code).toBe("picture_unknown");
    const { body } = await shop.put(own, { words: "Good", picture }, { "idempotency-key": "with-picture" });
    expect(body).toMatchObject({ state: "waiting", picture });
    expect((await stranger(`/pictures/${shop.handle}/${picture}.png`)).statusCode).toBe(404);
    expect(await told()).toMatchObject({ state: "waiting", words: "Good", picture });
    await review(body.event, "show");
    expect((await told("ru")).text).toBe("Это видят другие.");
    const { testimonials } = (await stranger(`/v1/programs/${shop.handle}/social-proof`)).json();
    expect(testimonials).toMatchObject([{ words: "Good", picture: `https://refer.example/pictures/${shop.handle}/${picture}.png` }]);
    const shown = await stranger(`/pictures/${shop.handle}/${picture}.png`);
    expect(shown.headers).toMatchObject({ "content-type": "image/png", "x-content-type-options": "nosniff", "cache-control": "public, max-age=300" });
    expect(shown.headers["content-security-policy"]).toContain("default-src 'none'");
    expect((await review(body.event, "refuse", "It names a friend")).body.reason).toBe("It names a friend");
    expect(await told()).toMatchObject({
      state: "refused",
      text: "This is not shown. The shop says: “It names a friend”. You can change it and send it again.",
    });
    expect((await stranger(`/pictures/${shop.handle}/${picture}.png`)).statusCode).toBe(404);
    // Long after, and swept, the same call under the same key has the same answer.
    await shop.put(own, { words: "Better" });
    expect(await told()).toMatchObject({ state: "waiting", words: "Better", picture: null });
    await age(2);
    await sweepPicturesEverywhere(server.app);
    expect((await shop.get(`/v1/members/anna/pictures/${picture}`)).status).toBe(404);
    expect((await shop.put(own, { words: "Good", picture }, { "idempotency-key": "with-picture" })).status).toBe(200);
  });

  test("a logo stands above the program's pages, in the theme's colours as far as they can be read; the policy allows that style sheet alone", async () => {
    const { body: logo } = await shop.post("/v1/pictures", pngOf({ rgba: [0, 0, 200, 255] }), png);
    const faq = [{ question: { en: "How long?", ru: "Как долго?" }, answer: "Two weeks, <i>always</i>." }];
    await publish({ landing: {}, faq, theme: { brand: "#FFD500", scheme: "light", font: "serif", radius: 3, logo: logo.id } });
    const page = await stranger(`/r/${shop.handle}/${await codeOf(shop, "anna")}`);
    const style = /<style>([\s\S]*)<\/style>/.exec(page.body)?.[1] ?? "";
    expect(page.headers["content-security-policy"]).toContain(`'sha256-${createHash("sha256").update(style).digest("base64")}'`);
    const used = /--brand:(#[0-9A-F]{6})/.exec(style)?.[1] ?? "";
    expect([contrast(used, "#FFFFFF") >= 4.5, used === "#FFD500"]).toEqual([true, false]);
    expect(style).toContain("color-scheme:light;");
    expect(style).not.toContain("prefers-color-scheme");
    expect(page.body).toContain(`<img class="logo" src="/pictures/${shop.handle}/${logo.id}.png" alt="" width="44" height="44">Spring friends`);
    expect(page.body).toContain("<summary>How long?</summary><p>Two weeks, &lt;i&gt;always&lt;/i&gt;.</p>");
    expect((await stranger(`/pictures/${shop.handle}/${logo.id}.png`)).headers["content-type"]).toBe("image/png");
    const { warnings } = (
      await shop.post("/v1/programs/validate", {
        ...documentOf("other-one"),
        locales: ["en", "ru"],
        theme: { brand: "#FFD500", brandDark: "#101010" },
      })
    ).body;
    expect(warnings.map(({ path, problem }: Record<string, string>) => [path, problem])).toEqual([
      ["/theme/brand", `The colour #FFD500 is too light for white text on it; ${used} is used on light pages.`],
      ["/theme/brandDark", expect.stringContaining("too dark for dark pages")],
    ]);
    for (const path of [`/terms/${shop.handle}`, `/r/${shop.handle}/NO-SUCH-CODE`, `/b/${shop.handle}/none`])
      expect((await stranger(path)).body).toContain(used);
    expect(await refusedWith({ theme: { logo: await upload("anna") } })).toMatchObject([{ path: "/theme/logo" }]);
  });

  test("a badge's is its picture, with an edge where a shape is named; one that is not the owner's is refused", async () => {
    const { body: own } = await shop.post("/v1/pictures", pngOf({ rgba: [0, 200, 0, 255] }), png);
    expect(own).toMatchObject({ width: 600, height: 600 });
    expect((await shop.get(`/v1/pictures/${own.id}`)).headers["content-type"]).toBe("image/png");
    const badge = async (look: Record<string, string>) => {
      await publish({ badges: [{ id: "first-friend", name: "First", rarity: "rare", look }] });
      return (await stranger(`/badges/${shop.handle}/first-friend/picture.svg`)).body;
    };
    const asItIs = await badge({ picture: own.id });
    expect(asItIs).toContain('<image href="data:image/png;base64,');
    expect(asItIs).not.toContain("<path");
    expect(await badge({ picture: own.id, shape: "hexagon" })).toContain('clip-path="url(#cut)"');
    const notThere = { badges: [{ id: "first-friend", name: "First", look: { picture: await upload("anna") } }] };
    expect(await refusedWith(notThere)).toMatchObject([{ path: "/badges/0/look/picture", remedy: expect.stringContaining("Upload it first") }]);
    await badge({ picture: own.id });
    await age(2);
    await sweepPicturesEverywhere(server.app);
    expect((await shop.get(`/v1/pictures/${own.id}`)).status).toBe(200);
  });

  test("a proof's is for the owner and the member alone, and so are links and texts; accepted, they complete the challenge", async () => {
    const challenge = (proof: string) => ({ id: `by-${proof}`, name: proof, every: "year", steps: [], proof });
    const rule = (proof: string) => ({
      id: `by-${proof}`,
      on: { challenge: `by-${proof}` },
      grants: [{ id: "p", to: "member", points: { amount: "7" } }],
    });
    const forms = ["picture", "link", "text"];
    await publish({ challenges: forms.map(challenge), rules: [...(documentOf(shop.handle).rules as object[]), ...forms.map(rule)] });
    const url = (proof: string) => `/v1/members/anna/challenges/${shop.handle}/by-${proof}/proof`;
    const review = (proof: string, event: string, answer: string) =>
      shop.post(`/v1/programs/${shop.handle}/challenges/by-${proof}/proofs/anna/review`, { event, answer, reason: "Looked at." });
    const picture = await upload("anna", pngOf({ width: 60 }));
    const token = bearer(await memberToken(shop, "anna"));
    const shown = await shop.put(url("picture"), { picture }, token);
    expect(shown.body).toMatchObject({ member: "anna", challenge: "by-picture", state: "waiting", picture, link: null });
    expect((await stranger(`/pictures/${shop.handle}/${picture}.png`)).statusCode).toBe(404);
    const link = (await shop.put(url("link"), { link: "https://social.example/@anna/1" }, token)).body;
    expect(link).toMatchObject({ link: "https://social.example/@anna/1", state: "waiting" });
    expect((await shop.post(`/v1/members/anna/challenges/${shop.handle}/by-link/join`, {}, token)).body.code).toBe("challenge_not_to_be_joined");
    for (const [proof, body, status] of [
      ["link", { link: "javascript:alert(1)" }, 400],
      ["text", { text: "\u202Eolleh" }, 400],
      ["text", { text: "Hello", link: "https://social.example/" }, 400],
      ["text", {}, 400],
      ["text", { link: "https://social.example/" }, 409],
      ["picture", { picture: "pic_00000000000000000000" }, 404],
    ] as const)
      expect([proof, (await shop.put(url(proof), body, token)).status]).toEqual([proof, status]);
    expect((await shop.get(`/v1/programs/${shop.handle}/proofs?state=waiting`)).body.data.map(({ event }: { event: string }) => event)).toEqual([
      link.event,
      shown.body.event,
    ]);
    expect((await review("link", shown.body.event, "accept")).body.code).toBe("proof_changed");
    expect((await review("link", link.event, "refuse")).body).toMatchObject({ state: "refused", reason: "Looked at." });
    expect((await review("picture", shown.body.event, "accept")).body).toMatchObject({ state: "accepted" });
    expect((await shop.get(`/v1/programs/${shop.handle}/proofs?state=waiting`)).body.data).toEqual([]);
    const { data } = (await shop.get("/v1/members/anna/challenges", token)).body;
    // Something can be handed in for a week behind the end of the challenge's time.
    const until = expect.stringMatching(/^\d{4}-01-07T/);
    expect(data.map(({ completed, proof }: { completed: boolean; proof: object }) => [completed, proof])).toEqual([
      [true, { by: "picture", state: "accepted", reason: "Looked at.", until: null }],
      [false, { by: "link", state: "refused", reason: "Looked at.", until }],
      [false, { by: "text", state: "wanted", reason: null, until }],
    ]);
    expect((await shop.get("/v1/wallets/anna")).body.units).toMatchObject([{ unit: "POINTS", available: "7" }]);
    await age(2);
    await sweepPicturesEverywhere(server.app);
    expect((await shop.get(`/v1/members/anna/pictures/${picture}`)).status).toBe(200);
  });

  test("429: more than twenty of a member in a day", async () => {
    await server.database.admin.query(
      `insert into pictures select workspace_id, 'pic_' || n, id, 'x', 1, 1, now() from members, generate_series(1, 20) n
        where workspace_id = $1 and external_hash = (select external_hash from members where workspace_id = $1 order by record_number, id limit 1)`,
      [shop.workspace.id],
    );
    const replies = await Promise.all(["anna", "otto"].map((member) => shop.post(`/v1/members/${member}/pictures`, pngOf(), png)));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 429]);
  });

  test("are gone with the person", async () => {
    const picture = await upload("otto", pngOf({ width: 48 }));
    await server.database.admin.query("delete from person_keys where workspace_id = $1", [shop.workspace.id]);
    expect((await shop.get(`/v1/members/otto/pictures/${picture}`)).status).toBe(404);
    expect((await shop.post("/v1/members/otto/pictures", pngOf(), png)).body.code).toBe("member_unknown");
  });
});
