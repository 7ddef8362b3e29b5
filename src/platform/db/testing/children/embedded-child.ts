/** Starts the embedded database and stays, until a test kills this process: the data folder comes as argument. */
import { startEmbedded } from '../../embedded/start.ts';

const [dataDir = ''] = process.argv.slice(2);
const server = await startEmbedded({ dataDir, log: () => {} });
process.stdout.write(`ready ${server.pid} ${server.url}\n`);
setInterval(() => {}, 60_000);
