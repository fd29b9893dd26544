import { ENDPOINTS } from './site.ts';

/**
 * The public hosts of Dysmsapi by region, for both of its API versions. If the SDKs' own list
 * differs from Aliyun's page (Beijing, Hong Kong), the page decides; regions that only the SDKs or
 * an older copy of the page list need `endpoint`.
 * Source: https://help.aliyun.com/document_detail/68360.html
 */
export const DYSMS_ENDPOINTS = {
  'cn-hangzhou': ENDPOINTS.china,
  'cn-shanghai': ENDPOINTS.china,
  'cn-beijing': ENDPOINTS.china,
  'cn-shenzhen': ENDPOINTS.china,
  'cn-qingdao': ENDPOINTS.china,
  'cn-zhangjiakou': ENDPOINTS.china,
  'cn-huhehaote': ENDPOINTS.china,
  'cn-chengdu': ENDPOINTS.china,
  'cn-hongkong': ENDPOINTS.china,
  'ap-southeast-1': ENDPOINTS.international,
  'ap-southeast-5': 'https://dysmsapi.ap-southeast-5.aliyuncs.com',
  'eu-central-1': 'https://dysmsapi.eu-central-1.aliyuncs.com',
} as const;

/** A region whose host is known. */
export type AliyunRegion = keyof typeof DYSMS_ENDPOINTS;

/** The host of a region; throws `RangeError` for one that is not in the table. */
export function dysmsEndpoint(region: AliyunRegion): string {
  if (!Object.hasOwn(DYSMS_ENDPOINTS, region)) {
    const known = Object.keys(DYSMS_ENDPOINTS).join(', ');
    throw new RangeError(`region must be one of ${known}; for other regions, set endpoint`);
  }
  return DYSMS_ENDPOINTS[region];
}
