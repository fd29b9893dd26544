import type { PhoneNumber } from 'aliyun-sms-client';
import { Refusal } from '../failure/refusal.ts';
import { refusesCountry } from '../guard/countries.ts';
import type { ChannelSettings } from '../settings/channels.ts';
import type { Settings } from '../settings/read-settings.ts';
import { readDestination, type Destination } from './destination.ts';
import { composeMessage, type Content, type Message } from './template.ts';

/** A requested message and its recipient. */
export interface MessageRequest extends Content {
  /** Digits, usually with country code; may begin with `+` or `00`. */
  readonly to: string;
}

/** A channel that can send the message, and the message as it will send it. */
export interface Step {
  readonly channel: ChannelSettings;
  readonly message: Message;
}

/** Where a message goes, and the channels to try, in order. */
export interface SendPlan {
  readonly number: PhoneNumber;
  readonly steps: readonly [Step, ...Step[]];
}

/** Why nothing may be sent. */
export interface RefusedPlan {
  /** Absent if `to` is not a phone number. */
  readonly number?: PhoneNumber;
  readonly refusal: Refusal;
}

/**
 * What the settings make of a message, without I/O: the connector sends it, `doctor` checks it.
 *
 * The channel for the number's country comes first, then the fallbacks. A channel that has no template
 * for the country, or cannot reach it, is left out; if none remains, the first one's reason is given.
 */
export function planMessage(settings: Settings, request: MessageRequest): SendPlan | RefusedPlan {
  let number: PhoneNumber | undefined;
  try {
    const destination = readDestination(request.to, settings);
    number = destination.number;
    if (settings.guard !== undefined && refusesCountry(settings.guard, number.country)) {
      throw new Refusal('country-refused', { detail: number.country });
    }
    return { number, steps: stepsFor(settings, destination, request) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ...(number === undefined ? {} : { number }), refusal: error };
  }
}

function stepsFor(
  settings: Settings,
  destination: Destination,
  content: Content,
): readonly [Step, ...Step[]] {
  const steps: Step[] = [];
  const refusals: Refusal[] = [];
  for (const channel of [channelFor(destination.number, settings), ...settings.fallbacks]) {
    try {
      steps.push({ channel, message: composeMessage(channel, destination, content) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refusals.push(error);
    }
  }
  const [first, ...others] = steps;
  if (first === undefined) {
    throw refusals[0];
  }
  return [first, ...others];
}

/** The first route with the country, or the main settings. */
function channelFor({ country }: PhoneNumber, settings: Settings): ChannelSettings {
  const route = settings.routes.find(({ countries }) => countries.includes(country));
  return route?.channel ?? settings.main;
}
