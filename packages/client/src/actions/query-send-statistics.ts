import { present, wholeNumber, wireDay, wireNumber } from '../input.ts';
import { DYSMS, type Operation } from '../operation.ts';
import { fieldsOf, listOf, numberOf, textOf } from '../answer-fields.ts';
import type { Region } from '../phone-number.ts';
import { TEMPLATE_TYPE, type TemplateType } from '../template-type.ts';

export interface QuerySendStatisticsInput {
  readonly region: Region;
  /** First and last day in China time, `20251122`. */
  readonly startDate: string;
  readonly endDate: string;
  /** From 1; default 1. */
  readonly pageIndex?: number | undefined;
  /** 1 to 50; default 50. */
  readonly pageSize?: number | undefined;
  readonly templateType?: TemplateType | undefined;
  readonly signName?: string | undefined;
}

export interface QuerySendStatisticsOutput {
  /** Number of days over all pages. */
  readonly totalSize: number;
  readonly days: readonly DayStatistics[];
}

/** Counts of one day, in billed segments. */
export interface DayStatistics {
  /** `20251122`. */
  readonly date: string | undefined;
  readonly total: number;
  readonly delivered: number;
  readonly failed: number;
  /** No delivery report yet. */
  readonly pending: number;
}

const IS_GLOBE: Readonly<Record<Region, number>> = { mainland: 1, overseas: 2 };
const MAX_PAGE_SIZE = 50;

/**
 * Sent, delivered and failed per day.
 * Source: https://help.aliyun.com/zh/sms/developer-reference/api-dysmsapi-2017-05-25-querysendstatistics
 */
export const querySendStatistics: Operation<QuerySendStatisticsInput, QuerySendStatisticsOutput> = {
  product: DYSMS,
  action: 'QuerySendStatistics',
  encode: ({ pageIndex = 1, pageSize = MAX_PAGE_SIZE, templateType, ...input }) => ({
    query: present({
      IsGlobe: wireNumber('region', input.region, IS_GLOBE),
      StartDate: wireDay('startDate', input.startDate),
      EndDate: wireDay('endDate', input.endDate),
      PageIndex: wholeNumber('pageIndex', pageIndex, 1, Number.MAX_SAFE_INTEGER),
      PageSize: wholeNumber('pageSize', pageSize, 1, MAX_PAGE_SIZE),
      TemplateType: templateType && wireNumber('templateType', templateType, TEMPLATE_TYPE),
      SignName: input.signName,
    }),
  }),
  decode: (answer) => {
    const data = fieldsOf(answer['Data']);
    const days = listOf(data['TargetList']).map((day) => ({
      date: textOf(day['SendDate']),
      total: numberOf(day['TotalCount']) ?? 0,
      delivered: numberOf(day['RespondedSuccessCount']) ?? 0,
      failed: numberOf(day['RespondedFailCount']) ?? 0,
      pending: numberOf(day['NoRespondedCount']) ?? 0,
    }));
    return { totalSize: numberOf(data['TotalSize']) ?? days.length, days };
  },
};
