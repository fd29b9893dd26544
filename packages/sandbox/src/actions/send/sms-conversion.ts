import { flag, invalid, parameter, type Call, type Operation } from '../operation.ts';

/** Feedback on messages abroad: whether a code came back. Differs: nothing is counted. */
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

/** The international site's form of the first. Unverified: what it says when both ids are absent. */
export const smsConversion: Operation = {
  action: 'SmsConversion',
  product: 'international',
  required: ['Delivered'],
  run(call) {
    flag(call, 'Delivered');
    checkTime(call, 'ConversionTime');
    if (parameter(call, 'MessageId') === '' && parameter(call, 'To') === '') {
      throw invalid('MessageId');
    }
    return {};
  },
};

/** The international site's form of the second. */
export const conversionData: Operation = {
  ...conversionDataIntl,
  action: 'ConversionData',
  product: 'international',
};

/** `ConversionRate`: 0 to 1. */
function checkRate(call: Call): void {
  const rate = parameter(call, 'ConversionRate');
  if (!/^\d(?:\.\d+)?$/.test(rate) || Number(rate) > 1) {
    throw invalid('ConversionRate');
  }
}

/** Milliseconds since 1970, optional. */
function checkTime(call: Call, name: string): void {
  if (!/^\d{0,14}$/.test(parameter(call, name))) {
    throw invalid(name);
  }
}
