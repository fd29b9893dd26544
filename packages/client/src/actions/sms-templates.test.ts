import { describe, expect, test } from 'vitest';
import { NOTHING, run } from '../testing/one-answer.ts';

describe('templates', () => {
  const template = {
    templateName: 'code',
    templateContent: '您的验证码为：${code}',
    templateType: 'verification',
    templateRule: { code: 'numberCaptcha' },
  } as const;
  const wire = {
    TemplateName: 'code',
    TemplateContent: '您的验证码为：${code}',
    TemplateType: '0',
    TemplateRule: '{"code":"numberCaptcha"}',
  };
  const created = { ...NOTHING, TemplateCode: 'SMS_1', TemplateName: 'code', OrderId: '7' };

  test('CreateSmsTemplate and UpdateSmsTemplate write the type as 0 to 3', async () => {
    const made = await run((client) => client.createSmsTemplate(template), created);
    expect(made.query).toEqual(wire);
    expect(made.output).toEqual({ templateCode: 'SMS_1', templateName: 'code', orderId: '7' });
    const changed = await run(
      (client) =>
        client.updateSmsTemplate({
          ...template,
          templateCode: 'SMS_1',
          templateType: 'international',
          intlType: 'verification',
        }),
      created,
    );
    expect(changed.action).toBe('UpdateSmsTemplate');
    expect(changed.query).toEqual({
      ...wire,
      TemplateCode: 'SMS_1',
      TemplateType: '3',
      IntlType: '2',
    });
  });

  test('GetSmsTemplate reads numbers sent as strings', async () => {
    const { output } = await run((client) => client.getSmsTemplate({ templateCode: 'SMS_1' }), {
      ...created,
      TemplateType: '2',
      TemplateStatus: '10',
      TemplateContent: 'c',
      VariableAttribute: '{}',
      TemplateTag: 4,
      VendorAuditStatus: { MOBILE_VENDOR: 1, TELCOM_VENDOR: '15', UNICOM_VENDOR: 0, NEW: 9 },
    });
    expect(output).toMatchObject({
      templateCode: 'SMS_1',
      templateType: 'promotion',
      status: 'cancelled',
      templateContent: 'c',
      variableAttribute: '{}',
      templateTag: '4',
      carriers: [
        { carrier: 'mobile', status: 'approved' },
        { carrier: 'telecom', status: 'lapsed' },
        { carrier: 'unicom', status: 'in-review' },
        { carrier: 'NEW', status: undefined },
      ],
    });
  });

  test('QuerySmsTemplateList reads both type fields, which number the types differently', async () => {
    const { output } = await run((client) => client.querySmsTemplateList({ pageIndex: 2 }), {
      ...NOTHING,
      SmsTemplateList: [
        { TemplateType: 2, OuterTemplateType: 0, AuditStatus: 'AUDIT_SATE_CANCEL' },
        { TemplateType: 2 },
        { TemplateType: 6 },
        { TemplateType: 0 },
        { TemplateType: 1 },
      ],
    });
    expect(output.totalCount).toBe(5);
    expect(output.templates[0]?.status).toBe('cancelled');
    expect(output.templates.map(({ templateType }) => templateType)).toEqual([
      'verification',
      'verification',
      'international',
      'notification',
      'promotion',
    ]);
  });
});
