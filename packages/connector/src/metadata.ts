import type { ConnectorMetadata } from '@logto/connector-kit';
import { formItems } from './form-items.ts';

/**
 * The id must never change: Logto finds the stored settings by it, and refuses all connectors if two
 * share one, so it must differ from the official connector's.
 */
export const metadata: ConnectorMetadata = {
  id: 'aliyun-sms',
  target: 'aliyun-sms',
  platform: null,
  name: {
    en: 'Aliyun SMS',
    'zh-CN': '阿里云短信',
    'tr-TR': 'Aliyun SMS',
    ko: 'Aliyun 문자 메시지',
  },
  logo: './logo.svg',
  logoDark: './logo-dark.svg',
  description: {
    en: 'Verification codes by Aliyun (Alibaba Cloud) SMS, with fallbacks and abuse protection.',
    'zh-CN': '通过阿里云短信服务向内地及境外号码发送验证码，支持备用通道与防刷保护。',
    'tr-TR':
      'Aliyun (Alibaba Cloud) SMS ile doğrulama kodu; yedek kanal ve kötüye kullanım koruması.',
    ko: 'Aliyun(Alibaba Cloud) SMS로 인증 코드를 보냅니다. 대체 채널과 남용 방지를 지원합니다.',
  },
  readme: './README.md',
  formItems: [...formItems],
};
