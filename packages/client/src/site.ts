import type { Channel } from './channel.ts';

/** Aliyun's two sites, each with accounts of its own. */
export const SITES = ['china', 'international'] as const;

export type Site = (typeof SITES)[number];

/**
 * Aliyun's public hosts: the SMS service of the China site, that of the international site, and SMS
 * authentication. Source: https://help.aliyun.com/document_detail/68360.html and Dypnsapi's own page.
 */
export const ENDPOINTS = {
  china: 'https://dysmsapi.aliyuncs.com',
  international: 'https://dysmsapi.ap-southeast-1.aliyuncs.com',
  mas: 'https://dypnsapi.aliyuncs.com',
} as const satisfies Readonly<Record<Site | 'mas', string>>;

/** The public host that serves a channel; SMS authentication has one for both sites. */
export const publicEndpoint = (channel: Channel, site: Site): string =>
  ENDPOINTS[channel === 'mas' ? 'mas' : site];
