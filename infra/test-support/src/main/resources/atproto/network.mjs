// A whole AT Protocol network in one process: directory (PLC), personal data server (PDS), application view, moderation.
// node --dns-result-order=ipv4first --require ./loopback.cjs network.mjs INSTALLATION FIRST_PORT READY_FILE
// DB_POSTGRES_URL and REDIS_HOST say where its database and its Redis are. Ends on SIGTERM.
import { writeFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [installation, firstPort, readyFile] = process.argv.slice(2);
const plcPort = Number(firstPort);
const [pdsPort, viewPort, moderationPort] = [plcPort + 1, plcPort + 2, plcPort + 3];

const entry = join(installation, 'node_modules', '@atproto', 'dev-env', 'dist', 'index.js');
const { TestNetwork } = await import(pathToFileURL(entry).href);

const network = await TestNetwork.create({
  plc: { port: plcPort },
  pds: { port: pdsPort, hostname: 'localhost', enableDidDocWithSession: true },
  bsky: { port: viewPort, publicUrl: `http://localhost:${viewPort}` },
  ozone: { port: moderationPort },
  // A database of its own is made for each run, so one name is as good as another.
  dbPostgresSchema: 'network',
});

process.once('SIGTERM', async () => {
  const patience = setTimeout(() => process.exit(1), 10_000);
  patience.unref();
  await network.close().catch((failure) => console.error(failure));
  process.exit(0);
});

// Renamed into place, so that whoever waits for it never reads half of it.
writeFileSync(`${readyFile}.part`, JSON.stringify({ pds: network.pds.port, view: network.bsky.port }));
renameSync(`${readyFile}.part`, readyFile);
