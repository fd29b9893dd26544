import type { PhoneNumber } from 'aliyun-sms-client';
import { Refusal } from '../failure/refusal.ts';
import type { ChannelSettings, Template } from '../settings/channels.ts';
import { byPlace } from './by-place.ts';

/** The signature under which a channel sends to a number: the template's, the place's, the channel's. */
export function signNameFor(
  template: Template,
  channel: ChannelSettings,
  number: PhoneNumber,
): string {
  const signName = template.signName ?? byPlace(channel.signNames, number) ?? channel.signName;
  if (signName === undefined) {
    throw new Refusal('sign-name-missing', { detail: `${number.country}, ${channel.label}` });
  }
  return signName;
}
