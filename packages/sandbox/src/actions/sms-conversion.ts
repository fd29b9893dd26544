import { flag, invalid, parameter, type Call, type Operation } from './operation.ts';

/** Feedback on messages abroad: whether the code came back. Differs: nothing is counted. */
export const smsConversionIntl: Operation = {
  action: 'SmsConversionIntl',
  product: 'sms',
  required: ['MessageId', 'Delivered'],
  run(call) {
    flag(call, 'Delivered');
    checkTime(call, 'ConversionTime');
    return {};
  },
};

/** Feedback on messages abroad: the share of codes that came back. Differs: nothing is counted. */
export const conversionDataIntl: Operation = {
  action: 'ConversionDataIntl',
  product: 'sms',
  required: ['ConversionRate'],
  run(call) {
    checkRate(call);
    checkTime(call, 'ReportTime');
    return {};
  },
};

/** `ConversionRate`: 0 to 1. */
export function checkRate(call: Call): void {
  const rate = parameter(call, 'ConversionRate');
  if (!/^\d(?:\.\d+)?$/.test(rate) || Number(rate) > 1) {
    throw invalid('ConversionRate');
  }
}

/** Milliseconds since 1970, optional. */
export function checkTime(call: Call, name: string): void {
  if (!/^\d{0,14}$/.test(parameter(call, name))) {
    throw invalid(name);
  }
}
