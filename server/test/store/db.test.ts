import { connect, createServer, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CommitUnknownError, connectDatabase, type Database, inInstallation, inWorkspace, type Statement } from "../../src/store/db.js";
import { isWorthRetrying } from "../../src/store/retry.js";
import { type TestDatabase, testDatabase } from "../database.js";

let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await testDatabase();
  db = database.db;
  await database.admin.query(`create table notes (workspace_id text not null, id int not null, body text, constraint notes_pkey primary key (workspace_id, id));
    select protect('notes')`);
});
afterAll(() => database.close());

const insertNote: Statement = { name: "test_insert_note", text: "insert into notes (workspace_id, id, body) values ($1, $2, $3)" };
const selectNotes: Statement = { name: "test_select_notes", text: "select id, body from notes order by id" };
const selectOne: Statement = { name: "test_select_one", text: "select 1 as one" };

async function bodies(workspaceId: string): Promise<(string | null)[]> {
  return (await inWorkspace(db, workspaceId, (tx) => tx.query<{ body: string | null }>(selectNotes))).map(({ body }) => body);
}

describe("L14: row-level security", () => {
  beforeAll(() => inWorkspace(db, "ws_wall", (tx) => tx.query(insertNote, ["ws_wall", 1, "mine"])));

  test("shows a workspace its own rows", async () => expect(await bodies("ws_wall")).toEqual(["mine"]));
  test("shows nothing to another workspace", async () => expect(await bodies("ws_other")).toEqual([]));
  test("shows nothing without a workspace", async () => expect(await inInstallation(db, (tx) => tx.query(selectNotes))).toEqual([]));
  test("shows nothing on a connection that served a workspace before", async () => {
    const single = await connectDatabase(database.connection, { poolSize: 1 });
    await inWorkspace(single, "ws_wall", (tx) => tx.query(selectNotes));
    expect(await inInstallation(single, (tx) => tx.query(selectNotes))).toEqual([]);
    expect((await single.pool.query("select * from notes")).rows).toEqual([]);
    await single.close();
  });
  test("refuses to write another workspace's row", async () => {
    await expect(inWorkspace(db, "ws_other", (tx) => tx.query(insertNote, ["ws_wall", 2, "theirs"]))).rejects.toMatchObject({ code: "42501" });
  });
  test("cannot be talked out of it by a hostile workspace id", async () => {
    expect(await bodies("ws_other'; set local bandwagon.workspace = 'ws_wall")).toEqual([]);
    expect(await bodies("ws_other\\'; set local bandwagon.workspace = 'ws_wall")).toEqual([]);
  });
  test("the application's role owns nothing and cannot leave itself", async () => {
    const { rows } = await db.pool.query("select current_user as name, rolsuper, rolbypassrls from pg_roles where rolname = current_user");
    expect(rows).toEqual([{ name: "bandwagon_app", rolsuper: false, rolbypassrls: false }]);
    const client = await db.pool.connect();
    await client.query("reset role");
    expect((await client.query("select current_user as name")).rows).toEqual([{ name: "bandwagon_app" }]);
    client.release();
  });
});

describe("a transaction", () => {
  test("commits what it did when the work resolves", async () => {
    await inWorkspace(db, "ws_commit", async (tx) => {
      await tx.query(insertNote, ["ws_commit", 1, "a"]);
      await tx.query(insertNote, ["ws_commit", 2, "b"]);
    });
    expect(await bodies("ws_commit")).toEqual(["a", "b"]);
  });

  test("commits statements that the work did not wait for", async () => {
    await inWorkspace(db, "ws_unawaited", async (tx) => {
      void tx.query(insertNote, ["ws_unawaited", 1, "a"]);
      void tx.query(insertNote, ["ws_unawaited", 2, "b"]);
    });
    expect(await bodies("ws_unawaited")).toEqual(["a", "b"]);
  });

  test("writes nothing when the work rejects", async () => {
    const work = inWorkspace(db, "ws_reject", async (tx) => {
      await tx.query(insertNote, ["ws_reject", 1, "a"]);
      throw new Error("changed my mind");
    });
    await expect(work).rejects.toThrow("changed my mind");
    expect(await bodies("ws_reject")).toEqual([]);
  });

  test("writes nothing and tells the first failure when an unawaited statement in the middle fails", async () => {
    const work = inWorkspace(db, "ws_middle", async (tx) => {
      void tx.query(insertNote, ["ws_middle", 1, "a"]);
      void tx.query(insertNote, ["ws_middle", 1, "twin"]);
      void tx.query(insertNote, ["ws_middle", 2, "b"]);
    });
    await expect(work).rejects.toMatchObject({ code: "23505", constraint: "notes_pkey" });
    expect(await bodies("ws_middle")).toEqual([]);
  });

  test("rejects even when the work looks away from a failure", async () => {
    const work = inWorkspace(db, "ws_away", async (tx) => {
      await tx.query(insertNote, ["ws_away", 1, "a"]);
      await tx.query(insertNote, ["ws_away", 1, "twin"]).catch(() => {});
    });
    await expect(work).rejects.toMatchObject({ code: "23505" });
    expect(await bodies("ws_away")).toEqual([]);
  });

  test("writes nothing when a value cannot be encoded, though the server knows nothing of it", async () => {
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    const work = inWorkspace(db, "ws_encode", async (tx) => {
      void tx.query(insertNote, ["ws_encode", 1, "a"]);
      void tx.query(insertNote, ["ws_encode", 2, circular]);
    });
    await expect(work).rejects.toThrow(/circular/i);
    expect(await bodies("ws_encode")).toEqual([]);
    expect(db.pool.waitingCount).toBe(0);
  });

  test("refuses a deferred constraint at COMMIT as a known failure", async () => {
    await database.admin.query(
      "create table pairs (id int constraint pairs_once unique deferrable initially deferred); grant all on pairs to bandwagon_app",
    );
    const insertPair: Statement = { name: "test_insert_pair", text: "insert into pairs values (1), (1)" };
    await expect(inInstallation(db, (tx) => tx.query(insertPair))).rejects.toMatchObject({ code: "23505", constraint: "pairs_once" });
    expect((await database.admin.query("select * from pairs")).rows).toEqual([]);
  });

  test("refuses a statement after its end", async () => {
    let leaked: Promise<unknown> | undefined;
    let send = (): void => {};
    await inInstallation(db, async (tx) => {
      await tx.query(selectOne);
      send = () => {
        leaked = tx.query(selectOne);
      };
    });
    expect(send).toThrow("after its transaction had ended");
    expect(leaked).toBeUndefined();
  });

  test("refuses two texts under one name", async () => {
    await inInstallation(db, (tx) => tx.query(selectOne));
    await expect(inInstallation(db, (tx) => tx.query({ name: selectOne.name, text: "select 2" }))).rejects.toThrow(
      "Two statements are named test_select_one",
    );
  });

  test("without a statement sends nothing", async () => expect(await inWorkspace(db, "ws_none", async () => 7)).toBe(7));

  test("leaves no connection behind in a transaction, whatever happened", async () => {
    const { rows } = await database.admin.query(
      "select count(*)::int as count from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'",
    );
    expect(rows).toEqual([{ count: 0 }]);
  });

  test("gives bigints, epoch milliseconds, parsed json and decimal text", async () => {
    const select: Statement = {
      name: "test_select_types",
      text: `select 9007199254740993::int8 as big, '{1,2,null}'::int8[] as bigs, '2026-03-01 10:20:30.456789+00'::timestamptz as at, '2026-03-01 12:00+02'::timestamptz as whole,
        '{"a":1}'::json as json, 1.50::numeric as decimal, '2026-03-01'::date as day, array['2026-03-01 00:00Z'::timestamptz] as moments`,
    };
    expect(await inInstallation(db, (tx) => tx.query(select))).toEqual([
      {
        big: 9007199254740993n,
        bigs: [1n, 2n, null],
        at: Date.UTC(2026, 2, 1, 10, 20, 30, 456),
        whole: Date.UTC(2026, 2, 1, 10),
        json: { a: 1 },
        decimal: "1.50",
        day: "2026-03-01",
        moments: [Date.UTC(2026, 2, 1)],
      },
    ]);
  });
});

describe("a connection that is cut", () => {
  let proxied: Database;
  let cut: CuttingProxy;

  beforeAll(async () => {
    const { host = "", port = 5432 } = database.connection;
    cut = await startCuttingProxy(host, port);
    proxied = await connectDatabase({ ...database.connection, host: "127.0.0.1", port: cut.port }, { poolSize: 2 });
  });
  afterAll(async () => {
    await proxied.close();
    await cut.close();
  });

  test("after COMMIT was sent and before its answer is a CommitUnknownError, and it was done", async () => {
    cut.dropAnswersOnceSent("commit");
    const work = inWorkspace(proxied, "ws_cut", async (tx) => {
      await tx.query(insertNote, ["ws_cut", 1, "a"]);
    });
    await expect(work).rejects.toBeInstanceOf(CommitUnknownError);
    await expect.poll(() => bodies("ws_cut")).toEqual(["a"]);
  });

  test("is unknown too when the last statements had not been answered either", async () => {
    cut.dropAnswersOnceSent("commit");
    const work = inWorkspace(proxied, "ws_cut_pipelined", (tx) => tx.query(insertNote, ["ws_cut_pipelined", 1, "a"]));
    await expect(work).rejects.toBeInstanceOf(CommitUnknownError);
  });

  test("before COMMIT is a plain failure that is worth retrying, and nothing was done", async () => {
    cut.dropAnswersOnceSent("ws_cut_early");
    const error = await inWorkspace(proxied, "ws_cut_early", async (tx) => {
      await tx.query(insertNote, ["ws_cut_early", 1, "a"]);
    }).catch((failure: unknown) => failure);
    expect(error).not.toBeInstanceOf(CommitUnknownError);
    expect(isWorthRetrying(error)).toBe(true);
    expect(await bodies("ws_cut_early")).toEqual([]);
  });

  test("is replaced by the next transaction", async () => {
    await inWorkspace(proxied, "ws_after_cut", (tx) => tx.query(insertNote, ["ws_after_cut", 1, "a"]));
    expect(await bodies("ws_after_cut")).toEqual(["a"]);
  });

  test("by the server, as in a restart, fails the statement and is worth retrying", async () => {
    const error = await inInstallation(db, async (tx) => {
      const [own] = await tx.query<{ pid: number }>({ name: "test_backend_pid", text: "select pg_backend_pid() as pid" });
      await database.admin.query("select pg_terminate_backend($1)", [own?.pid]);
      await tx.query(selectOne);
    }).catch((failure: unknown) => failure);
    expect(isWorthRetrying(error)).toBe(true);
    expect(await inInstallation(db, (tx) => tx.query(selectOne))).toEqual([{ one: 1 }]);
  });
});

interface CuttingProxy {
  port: number;
  /** The next time these bytes pass to the server, nothing passes back any more and the client's connection breaks. */
  dropAnswersOnceSent(text: string): void;
  close(): Promise<void>;
}

async function startCuttingProxy(host: string, port: number): Promise<CuttingProxy> {
  let trigger: string | undefined;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = host.startsWith("/") ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
    let isCut = false;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => sockets.delete(socket));
    }
    client.on("data", (bytes) => {
      if (trigger !== undefined && bytes.includes(trigger)) {
        trigger = undefined;
        isCut = true;
      }
      upstream.write(bytes);
      if (isCut) client.destroy();
    });
    client.on("close", () => upstream.end());
    upstream.on("data", (bytes) => {
      if (!isCut) client.write(bytes);
    });
    upstream.on("close", () => client.destroy());
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    dropAnswersOnceSent: (text) => {
      trigger = text;
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}
