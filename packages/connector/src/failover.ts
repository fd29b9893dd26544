import {
  AliyunSmsApiError,
  AliyunSmsError,
  type ErrorCategory,
  type PhoneNumber,
} from 'aliyun-sms-client';
import type { ChannelSettings } from './channel-settings.ts';
import type { Settings } from './config.ts';
import { channelFor } from './destination.ts';
import { Refusal } from './refusal.ts';
import { composeMessage, type Content, type Message } from './template.ts';

/** A channel that can say the message, and the message as it will say it. */
export interface Step {
  readonly channel: ChannelSettings;
  readonly message: Message;
}

/**
 * The channels for a message, in the order in which they are tried: the one for the number's country,
 * then the fallbacks. One that has no template for the country, or does not reach it, is left out; if
 * none is left, the reason of the first one counts.
 */
export function planSteps(
  settings: Settings,
  number: PhoneNumber,
  content: Content,
): readonly [Step, ...Step[]] {
  const steps: Step[] = [];
  const refusals: Refusal[] = [];
  for (const channel of [channelFor(number, settings), ...settings.fallbacks]) {
    try {
      steps.push({ channel, message: composeMessage(channel, number, content) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refusals.push(error);
    }
  }
  if (!isFilled(steps)) {
    throw refusals[0];
  }
  return steps;
}

const isFilled = (steps: readonly Step[]): steps is readonly [Step, ...Step[]] => steps.length > 0;

/**
 * Reasons that lie with the account or the channel, so that another channel may not share them. What
 * lies with the number or the text would be refused there too, and what may have been sent must not
 * be sent again.
 */
const ACCOUNT_SIDE: ReadonlySet<ErrorCategory> = new Set<ErrorCategory>([
  'account',
  'credentials',
  'expired-token',
  'permission',
  'region',
  'sign-name',
  'template',
  'template-param',
  'throttled',
]);

/** Whether the next channel may be tried after this error. */
export function mayFailOver(error: unknown): error is AliyunSmsError {
  if (!(error instanceof AliyunSmsError) || error.outcome !== 'not-sent') {
    return false;
  }
  return error instanceof AliyunSmsApiError ? ACCOUNT_SIDE.has(error.category) : true;
}
