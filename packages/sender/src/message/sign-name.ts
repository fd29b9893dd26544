import type { PhoneNumber } from 'aliyun-sms-client';
import { Refusal } from '../failure/refusal.ts';
import type { ChannelSettings, Template } from '../settings/channels.ts';
import { byPlace } from './by-place.ts';

/** The sign name for a number: the template's, or that of the place, or the channel's. */
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
