const CHINA = 'https://dysmsapi.aliyuncs.com';

/**
 * The public hosts of Dysmsapi by region, for both of its API versions. Where the SDKs' own list differs
 * from Aliyun's page (Beijing, Hong Kong) the page counts; regions of which only the SDKs or an older
 * copy of the page speak are left to `endpoint`.
 * Source: https://help.aliyun.com/document_detail/68360.html
 */
export const DYSMS_ENDPOINTS = {
  'cn-hangzhou': CHINA,
  'cn-shanghai': CHINA,
  'cn-beijing': CHINA,
  'cn-shenzhen': CHINA,
  'cn-qingdao': CHINA,
  'cn-zhangjiakou': CHINA,
  'cn-huhehaote': CHINA,
  'cn-chengdu': CHINA,
  'cn-hongkong': CHINA,
  'ap-southeast-1': 'https://dysmsapi.ap-southeast-1.aliyuncs.com',
  'ap-southeast-5': 'https://dysmsapi.ap-southeast-5.aliyuncs.com',
  'eu-central-1': 'https://dysmsapi.eu-central-1.aliyuncs.com',
} as const;

/** A region whose host is known. */
export type AliyunRegion = keyof typeof DYSMS_ENDPOINTS;

/** The host of a region; throws `RangeError` for one that is not in the table. */
export function dysmsEndpoint(region: AliyunRegion): string {
  if (!Object.hasOwn(DYSMS_ENDPOINTS, region)) {
    const known = Object.keys(DYSMS_ENDPOINTS).join(', ');
    throw new RangeError(`region must be one of ${known}; for others there is endpoint`);
  }
  return DYSMS_ENDPOINTS[region];
}
