// One instance of the gateway, as `aliyun-sms serve` runs it, which says of each send how it ended: the
// answer alone does not tell what was accepted from what may have been.
import { startGateway } from 'aliyun-sms-gateway';
import { createSender, SendFailure } from 'aliyun-sms-sender';
import { gatewaySettingsFor } from './accounts.mjs';

const [endpoint, port] = process.argv.slice(2);
const sender = createSender();

async function send(settings, request) {
  const key = `${request.to} ${request.payload.code}`;
  const tell = ({ outcome, trace }) => {
    const { store, storeFailed } = trace.guard ?? {};
    const guardStore = storeFailed ? `${store} (redis failed)` : store;
    process.send({ key, outcome, guardStore, confirmed: trace.course?.confirmed === true });
  };
  try {
    const result = await sender.send(settings, request);
    tell(result);
    return result;
  } catch (error) {
    if (error instanceof SendFailure) tell({ ...error.failure, trace: error.trace });
    throw error;
  }
}

const gateway = await startGateway({
  settings: gatewaySettingsFor(endpoint),
  port: Number(port),
  sender: { ...sender, send },
});
for (const event of ['unhandledRejection', 'uncaughtException'])
  process.on(event, (error) => process.send({ stray: `${event}: ${error?.stack}` }));
process.on('SIGTERM', () => void gateway.close().then(() => process.disconnect()));
process.on('message', () => {
  globalThis.gc();
  process.send({ heapBytes: process.memoryUsage().heapUsed });
});
process.send({ port: gateway.port });
