import { changeSignatureQualification } from './change-signature-qualification.ts';
import type { Operation } from './operation.ts';
import { checkSmsVerifyCode, sendSmsVerifyCode } from './sms-verify-code.ts';
import { OFFLINE } from './offline.ts';
import { queryMessage } from './query-message.ts';
import { querySendDetails } from './query-send-details.ts';
import { querySendStatistics } from './query-send-statistics.ts';
import { sendBatchSms } from './send-batch-sms.ts';
import { batchSendMessageToGlobe, sendMessageToGlobe } from './send-message-to-globe.ts';
import { sendMessageWithTemplate } from './send-message-with-template.ts';
import { sendSms } from './send-sms.ts';
import {
  conversionData,
  conversionDataIntl,
  smsConversion,
  smsConversionIntl,
} from './sms-conversion.ts';
import {
  querySingleSmsQualification,
  querySmsQualificationRecord,
} from './sms-qualification-queries.ts';
import { createSmsSign, deleteSmsSign, updateSmsSign } from './sms-sign-changes.ts';
import {
  querySmsAppIcpRecord,
  querySmsAuthorizationLetter,
  querySmsTrademark,
} from './sms-sign-papers.ts';
import { getSmsSign, querySmsSign, querySmsSignList } from './sms-sign-queries.ts';
import { createSmsTemplate, deleteSmsTemplate, updateSmsTemplate } from './sms-template-changes.ts';
import {
  getSmsTemplate,
  getSmsTemplateList,
  querySmsTemplate,
  querySmsTemplateList,
} from './sms-template-queries.ts';

const SMS: readonly Operation[] = [
  sendSms,
  sendBatchSms,
  querySendDetails,
  querySendStatistics,
  createSmsSign,
  updateSmsSign,
  getSmsSign,
  querySmsSign,
  querySmsSignList,
  deleteSmsSign,
  changeSignatureQualification,
  querySmsQualificationRecord,
  querySingleSmsQualification,
  querySmsAuthorizationLetter,
  querySmsTrademark,
  querySmsAppIcpRecord,
  createSmsTemplate,
  updateSmsTemplate,
  getSmsTemplate,
  querySmsTemplate,
  querySmsTemplateList,
  getSmsTemplateList,
  deleteSmsTemplate,
  smsConversionIntl,
  conversionDataIntl,
  ...OFFLINE,
];

const INTERNATIONAL: readonly Operation[] = [
  sendMessageToGlobe,
  batchSendMessageToGlobe,
  sendMessageWithTemplate,
  queryMessage,
  smsConversion,
  conversionData,
];

/** Short message service and phone number verification have the same version, not the same names. */
const VERSIONS: Readonly<Record<string, readonly Operation[]>> = {
  '2017-05-25': [...SMS, sendSmsVerifyCode, checkSmsVerifyCode],
  '2018-05-01': INTERNATIONAL,
};

const BY_VERSION: ReadonlyMap<string, ReadonlyMap<string, Operation>> = new Map(
  Object.entries(VERSIONS).map(([version, operations]) => [
    version,
    new Map(operations.map((operation) => [operation.action, operation])),
  ]),
);

/** The operations of an API version by name; `undefined` for a version that is not known. */
export function operationsOf(version: string): ReadonlyMap<string, Operation> | undefined {
  return BY_VERSION.get(version);
}
