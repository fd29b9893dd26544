import { parsePhoneNumber, type PhoneNumber } from 'aliyun-sms-client';
import type { ChannelSettings } from './channel-settings.ts';
import type { Settings } from './config.ts';
import { both } from './locale.ts';
import { Refusal } from './refusal.ts';

/** `to` is what Logto hands over: digits, usually with country code, sometimes `+` or `00`. */
export function readDestination(
  to: string,
  { bareNumbers, strict }: Pick<Settings, 'bareNumbers' | 'strict'>,
): PhoneNumber {
  const number = parsePhoneNumber(to, { bareNumbers });
  if (number === undefined) {
    throw new Refusal('number-invalid');
  }
  const bare = number.region === 'mainland' && to === number.national;
  if (bare && strict && bareNumbers !== 'mainland') {
    throw new Refusal('number-invalid', {
      detail: both(
        'no country code, and strictPhoneRegionNumberCheck is on',
        '没有国家码，而 strictPhoneRegionNumberCheck 已开启',
      ),
    });
  }
  return number;
}

/** The channel for a number: the first route that names its country, else the settings themselves. */
export function channelFor({ country }: PhoneNumber, settings: Settings): ChannelSettings {
  const route = settings.routes.find(({ countries }) => countries.includes(country));
  return route?.channel ?? settings.main;
}
