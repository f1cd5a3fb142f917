import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";

/** A connection to a server that belongs to the tests. */
export interface Postgres {
  readonly client: Client;
  readonly stop: () => Promise<void>;
}

/** The folder of `initdb` and `postgres`, the newest version, or null. */
function findServer(): string | null {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const path = (process.env.PATH ?? "").split(":");
  const folders = [...versions.map((version) => join(debian, version, "bin")), ...path];
  return (
    folders.find((folder) => ["initdb", "postgres"].every((name) => existsSync(join(folder, name)))) ?? null
  );
}

/** Who may run the server: it refuses to run as root. */
function findUser(): { readonly uid?: number; readonly gid?: number } | null {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) =>
    Number(execFileSync("id", [flag, "postgres"], { stdio: ["ignore", "pipe", "ignore"] }).toString());
  try {
    return { uid: id("-u"), gid: id("-g") };
  } catch {
    return null;
  }
}

const url = process.env.SALIENCE_POSTGRES_URL;
const server = findServer();
const user = findUser();

/** Why there is no server to test with, or null. */
export const postgresAbsent: string | null =
  url !== undefined
    ? null
    : server === null
      ? "no PostgreSQL server is installed (Debian: apt-get install postgresql), and SALIENCE_POSTGRES_URL is not set"
      : user === null
        ? "PostgreSQL does not run as root, and there is no user postgres"
        : null;

/** Connects to SALIENCE_POSTGRES_URL, or to a new server with a data folder of its own on a free loopback port. */
export async function startPostgres(): Promise<Postgres> {
  if (url !== undefined) {
    const client = new Client({ connectionString: url });
    await client.connect();
    return { client, stop: () => client.end() };
  }
  const folder = mkdtempSync(join(tmpdir(), "salience-postgres-"));
  const data = join(folder, "data");
  const run = (name: string) => join(server as string, name);
  if (user?.uid !== undefined) chownSync(folder, user.uid, user.gid as number);
  const options = {
    ...user,
    cwd: folder,
    stdio: "ignore" as const,
    env: { ...process.env, LC_ALL: "C.UTF-8" },
  };
  execFileSync(run("initdb"), ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N"], options);
  const port = await freePort();
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "fsync=off",
    "TimeZone=America/New_York",
  ];
  const child = spawn(
    run("postgres"),
    ["-D", data, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])],
    options,
  );
  const end = () => child.kill("SIGINT");
  process.once("exit", end);
  const client = await connect(child, port);
  return {
    client,
    async stop() {
      await client.end();
      const ended = new Promise((resolve) => child.once("exit", resolve));
      end();
      await ended;
      process.removeListener("exit", end);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function connect(child: ChildProcess, port: number): Promise<Client> {
  for (let attempt = 0; ; attempt++) {
    const client = new Client({ host: "127.0.0.1", port, user: "postgres", database: "postgres" });
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (attempt > 200 || child.exitCode !== null) throw error;
      await wait(50);
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
