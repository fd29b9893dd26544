import { flag, invalid, parameter, type Call, type Operation } from '../operation.ts';

/** Conversion feedback on an overseas message: whether its code was entered. Differs: has no effect. */
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

/** Conversion feedback on overseas messages: the share of codes entered. Differs: has no effect. */
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

/** `SmsConversionIntl` of the international site. Unverified: the refusal if both ids are absent. */
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

/** `ConversionDataIntl` of the international site. */
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

/** An optional time in milliseconds since 1970. */
function checkTime(call: Call, name: string): void {
  if (!/^\d{0,14}$/.test(parameter(call, name))) {
    throw invalid(name);
  }
}
