import { changeSignatureQualification } from './qualification/change-signature-qualification.ts';
import type { Operation } from './operation.ts';
import { checkSmsVerifyCode, sendSmsVerifyCode } from './verify/verify-code.ts';
import { OFFLINE } from './offline.ts';
import { queryMessage } from './send/query-message.ts';
import { querySendDetails } from './send/query-send-details.ts';
import { querySendStatistics } from './send/query-send-statistics.ts';
import { sendBatchSms } from './send/send-batch-sms.ts';
import { batchSendMessageToGlobe, sendMessageToGlobe } from './send/send-message-to-globe.ts';
import { sendMessageWithTemplate } from './send/send-message-with-template.ts';
import { sendSms } from './send/send-sms.ts';
import {
  conversionData,
  conversionDataIntl,
  smsConversion,
  smsConversionIntl,
} from './send/sms-conversion.ts';
import {
  querySingleSmsQualification,
  querySmsQualificationRecord,
} from './qualification/qualification-queries.ts';
import { createSmsSign, deleteSmsSign, updateSmsSign } from './sign/sign-changes.ts';
import { getSmsSign, querySmsSign, querySmsSignList } from './sign/sign-queries.ts';
import {
  createSmsTemplate,
  deleteSmsTemplate,
  updateSmsTemplate,
} from './template/template-changes.ts';
import {
  getSmsTemplate,
  getSmsTemplateList,
  querySmsTemplate,
  querySmsTemplateList,
} from './template/template-queries.ts';

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

/** SMS and SMS authentication share an API version; their operations have different names. */
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

/** The operations of an API version by name; `undefined` for an unknown version. */
export function operationsOf(version: string): ReadonlyMap<string, Operation> | undefined {
  return BY_VERSION.get(version);
}
