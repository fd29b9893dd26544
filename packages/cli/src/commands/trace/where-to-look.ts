import { CHANNELS, type Channel, type PhoneNumber, type SmsClient } from 'aliyun-sms-client';
import {
  planMessage,
  type ChannelSettings,
  type RefusedPlan,
  type SendPlan,
  type Settings,
} from 'aliyun-sms-sender';
import { openAccount, openChannel } from '../../aliyun/account.ts';
import { typedNumber } from '../../aliyun/recipient.ts';
import type { Context } from '../../command.ts';
import { OWN_FACTORY } from '../../logto/convert-official.ts';
import type { ManagementApi } from '../../logto/management-api.ts';
import { connectorSettings, valid } from '../../settings/connector-settings.ts';
import { channelsOf } from '../../settings/every-send.ts';
import { findSettings, isKeyNamed, type FoundSettings } from '../../settings/find-settings.ts';
import { refused } from '../../settings/refusal-failure.ts';

/** A channel whose records can be queried. */
export interface Source {
  readonly channel: Channel;
  readonly open: () => Promise<SmsClient>;
}

export interface Traced {
  readonly number: PhoneNumber;
  readonly sources: readonly Source[];
  /** Whether a number in this form is read as this one. */
  readonly isRead: (written: string) => boolean;
}

/** With settings: the number as they read it, and every channel that they use. */
export async function whereToLook(
  context: Context,
  logto: ManagementApi | undefined,
): Promise<Traced> {
  const { options } = context;
  const named = CHANNELS.find((name) => name === options.text('channel'));
  const found = (await findSettings(context)) ?? (await settingsOfLogto(context, logto));
  if (found === undefined) {
    const open = async () => (await openAccount(context)).client;
    const number = await typedNumber(context);
    return { number, sources: [{ channel: named ?? 'sms', open }], isRead: () => true };
  }
  const settings = valid(connectorSettings(context, found.stored));
  const [to = ''] = context.arguments;
  const planned = planOf(settings, to);
  const { number } = planned;
  if (number === undefined) {
    throw 'refusal' in planned
      ? refused(planned.refusal, 2)
      : new TypeError('A plan has a number.');
  }
  const channels = channelsOf(settings).filter(
    ({ channel }) =>
      channel === (named ?? channel) && (named || mayHave(channel, planned, context)),
  );
  return {
    number,
    sources: sourcesOf(context, channels, found.file),
    isRead: (written) => planOf(settings, written).number?.msisdn === number.msisdn,
  };
}

/** The records are those of the key that Logto sends with. */
async function settingsOfLogto(
  context: Context,
  logto: ManagementApi | undefined,
): Promise<FoundSettings | undefined> {
  if (logto === undefined || isKeyNamed(context)) return undefined;
  const own = (await logto.connectors()).find(({ connectorId }) => connectorId === OWN_FACTORY);
  return own && { file: 'Logto', stored: own.config };
}

const planOf = (settings: Settings, to: string): SendPlan | RefusedPlan =>
  planMessage(settings, {
    to,
    usageType: 'Generic',
    payload: { code: '000000' },
    locale: undefined,
  });

/** The international API is only queried by message id: if no message to the number uses it, there is
 *  nothing to report about it. */
function mayHave(channel: Channel, planned: SendPlan | RefusedPlan, { options }: Context): boolean {
  return (
    channel !== 'international' ||
    options.text('bizId') !== undefined ||
    'refusal' in planned ||
    planned.steps.some((step) => step.channel.channel === channel)
  );
}

/** Channels of one product with the same key and endpoint share their records. */
function sourcesOf(
  context: Context,
  channels: readonly ChannelSettings[],
  place: string,
): readonly Source[] {
  const places = new Map(
    channels.map((settings) => {
      const { channel, endpoint, credentials } = settings;
      return [JSON.stringify([channel, endpoint, credentials]), settings];
    }),
  );
  return [...places.values()].map((settings) => ({
    channel: settings.channel,
    open: async () => (await openChannel(context, settings, place)).client,
  }));
}
