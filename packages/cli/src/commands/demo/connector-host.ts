import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  ConnectorError,
  ConnectorErrorCodes,
  ConnectorType,
  validateConfig,
  type SmsConnector,
  type TemplateType,
} from '@logto/connector-kit';
import { z } from 'zod';
import { CommandFailure } from '../../failure.ts';

/** What Logto passes to a connector for one message. */
export interface HostMessage {
  /** Digits only, with country code. */
  readonly to: string;
  readonly type: TemplateType;
  readonly code: string;
  /** BCP 47. */
  readonly locale: string;
}

/** Why a message was not sent. */
export interface HostRefusal {
  /** As Logto would show it to its user. */
  readonly message: string;
  readonly retryAfterSeconds?: number | undefined;
  /** As the connector's log shows it to the operator. */
  readonly operator?: OperatorReport | undefined;
}

/** From the connector's diagnostics event. */
export interface OperatorReport {
  readonly apiCode?: string | undefined;
  /** In English. */
  readonly reason: string;
}

export type HostAnswer =
  | { readonly sent: true }
  | { readonly sent: false; readonly refusal: HostRefusal };

export interface ConnectorHost {
  send(message: HostMessage): Promise<HostAnswer>;
}

/**
 * Loads a connector the way Logto does: by the default export of `lib/index.js`, first as an instance
 * whose `getConfig` is not implemented. Creates a new instance for every send, as Logto does, so that
 * state kept in a closure would be lost here too.
 */
export async function loadConnector(
  folder: string,
  settings: Readonly<Record<string, unknown>>,
): Promise<ConnectorHost> {
  const create = await importFactory(folder);
  const { configGuard } = await instance(create, async () => {
    throw new ConnectorError(ConnectorErrorCodes.NotImplemented);
  });
  validateConfig(settings, configGuard);
  return {
    async send({ to, type, code, locale }) {
      const connector = await instance(create, async () => settings);
      const ended = await withReport(nameOf({ to, code }), async () =>
        connector.sendMessage({ to, type, payload: { code, locale } }),
      );
      return 'error' in ended
        ? { sent: false, refusal: { ...refusal(ended.error), operator: ended.operator } }
        : { sent: true };
    },
  };
}

const CHANNEL = 'aliyun-sms:send';
const operatorReport = z.object({ apiCode: z.string().optional(), reason: z.string() });
/** Tells the events of one send from those of concurrent sends. */
const ownSend = new AsyncLocalStorage<string>();

/** Runs work on a message that arrived over HTTP, so that its events belong to the send. */
export const inSendOf = <Result>(
  message: Pick<HostMessage, 'to' | 'code'>,
  work: () => Promise<Result>,
): Promise<Result> => ownSend.run(nameOf(message), work);

const nameOf = ({ to, code }: Pick<HostMessage, 'to' | 'code'>): string => `${to} ${code}`;

/** Runs a send; on failure, resolves to the error and the operator's report. */
async function withReport(
  own: string,
  send: () => Promise<unknown>,
): Promise<{ ended: true } | { error: unknown; operator: OperatorReport | undefined }> {
  let operator: OperatorReport | undefined;
  const listener = (event: unknown): void => {
    if (ownSend.getStore() === own) operator = operatorReport.safeParse(event).data;
  };
  subscribe(CHANNEL, listener);
  try {
    await ownSend.run(own, send);
    return { ended: true };
  } catch (error) {
    return { error, operator };
  } finally {
    unsubscribe(CHANNEL, listener);
  }
}

type Factory = (options: { getConfig: (id: string) => Promise<unknown> }) => Promise<unknown>;

async function importFactory(folder: string): Promise<Factory> {
  const loaded: unknown = await import(pathToFileURL(join(folder, 'lib/index.js')).href);
  if (!isModule(loaded)) {
    throw new CommandFailure({
      en: 'The connector’s default export is not a function: Logto would skip it.',
      zh: '连接器的默认导出不是函数：Logto 会跳过它。',
    });
  }
  return loaded.default;
}

const isModule = (value: unknown): value is { readonly default: Factory } =>
  typeof value === 'object' &&
  value !== null &&
  'default' in value &&
  typeof value.default === 'function';

async function instance(
  create: Factory,
  getConfig: (id: string) => Promise<unknown>,
): Promise<SmsConnector> {
  const created = await create({ getConfig });
  if (isSmsConnector(created)) return created;
  throw new CommandFailure({
    en: 'The connector lacks type Sms, metadata, configGuard or sendMessage: Logto would skip it.',
    zh: '连接器缺少 Sms 类型、metadata、configGuard 或 sendMessage：Logto 会跳过它。',
  });
}

const isSmsConnector = (value: unknown): value is SmsConnector =>
  typeof value === 'object' &&
  value !== null &&
  'type' in value &&
  value.type === ConnectorType.Sms &&
  'metadata' in value &&
  'configGuard' in value &&
  'sendMessage' in value;

const errorData = z.object({
  errorDescription: z.string(),
  retryAfterSeconds: z.number().optional(),
});

/** Logto shows `data.errorDescription` of a `ConnectorError`, else its data as JSON, and hides all other
 *  errors. */
function refusal(error: unknown): HostRefusal {
  if (!(error instanceof ConnectorError)) return { message: 'Internal server error.' };
  const known = errorData.safeParse(error.data);
  if (!known.success) {
    return { message: `Error occurred in connector: ${JSON.stringify(error.data)}` };
  }
  const { errorDescription: message, retryAfterSeconds } = known.data;
  return { message, retryAfterSeconds };
}
