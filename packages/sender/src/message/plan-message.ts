import type { PhoneNumber } from 'aliyun-sms-client';
import { Refusal } from '../failure/refusal.ts';
import { refusesCountry } from '../guard/countries.ts';
import type { ChannelSettings } from '../settings/channels.ts';
import type { Settings } from '../settings/read-settings.ts';
import { readDestination, type Destination } from './destination.ts';
import { composeMessage, type Content, type Message } from './template.ts';

/** What is asked for: a message to somebody. */
export interface MessageRequest extends Content {
  /** Digits, usually with country code; `+` or `00` in front. */
  readonly to: string;
}

/** A channel that can say the message, and the message as it will say it. */
export interface Step {
  readonly channel: ChannelSettings;
  readonly message: Message;
}

/** Where a message goes and by which channels, in the order in which they are tried. */
export interface SendPlan {
  readonly number: PhoneNumber;
  readonly steps: readonly [Step, ...Step[]];
}

/** Why nothing may be sent. */
export interface RefusedPlan {
  /** Absent where `to` is not a phone number. */
  readonly number?: PhoneNumber;
  readonly refusal: Refusal;
}

/**
 * What settings say about a message, with no I/O: the connector sends it, `doctor` checks it.
 *
 * The channel for the number's country comes first, then the fallbacks. One that has no template for
 * the country, or does not reach it, is left out; if none is left, the reason of the first one counts.
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

/** The first route that names the country, else the settings themselves. */
function channelFor({ country }: PhoneNumber, settings: Settings): ChannelSettings {
  const route = settings.routes.find(({ countries }) => countries.includes(country));
  return route?.channel ?? settings.main;
}
