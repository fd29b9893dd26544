// One instance of the gateway, like `aliyun-sms serve`, which reports the outcome of each send: the
// answer alone does not distinguish accepted sends from those that may have been accepted.
import { startGateway } from 'aliyun-sms-gateway';
import { createSender, SendFailure } from 'aliyun-sms-sender';
import { gatewaySettingsFor } from './accounts.mjs';

const [endpoint, port] = process.argv.slice(2);
const sender = createSender();

async function send(settings, request) {
  const key = `${request.to} ${request.payload.code}`;
  const report = ({ outcome, trace }) => {
    const { store, storeFailed } = trace.guard ?? {};
    const guardStore = storeFailed ? `${store} (redis failed)` : store;
    process.send({ key, outcome, guardStore, confirmed: trace.course?.confirmed === true });
  };
  try {
    const result = await sender.send(settings, request);
    report(result);
    return result;
  } catch (error) {
    if (error instanceof SendFailure) report({ ...error.failure, trace: error.trace });
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
