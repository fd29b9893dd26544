import type { Operation } from './operation.ts';
import { querySendDetails } from './query-send-details.ts';
import { querySendStatistics } from './query-send-statistics.ts';
import { sendBatchSms } from './send-batch-sms.ts';
import { sendSms } from './send-sms.ts';

const VERSIONS: Readonly<Record<string, readonly Operation[]>> = {
  '2017-05-25': [sendSms, sendBatchSms, querySendDetails, querySendStatistics],
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
