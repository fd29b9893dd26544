import { expect, test } from 'vitest';
import { NOTHING, run } from '../testing/one-answer.ts';

test('qualifications are listed with the id that createSmsSign takes', async () => {
  const { output, query } = await run(
    (client) => client.querySmsQualificationRecord({ pageIndex: 2 }),
    {
      ...NOTHING,
      Data: {
        PageNo: 2,
        Total: 51,
        List: [
          {
            GroupId: 1_000_001,
            QualificationGroupName: '示例资质',
            CompanyName: '示例科技有限公司',
            StateName: 'NOT_FINISH',
            AuditRemark: '请补充营业执照',
            CreateDate: '2026-01-01 08:00:00',
            WorkOrderId: 7,
          },
          { GroupId: '2', StateName: 'NEW_ONE' },
        ],
      },
    },
  );
  expect(query).toEqual({ PageNo: '2', PageSize: '50' });
  expect(output.totalCount).toBe(51);
  expect(output.qualifications).toEqual([
    {
      qualificationId: '1000001',
      name: '示例资质',
      companyName: '示例科技有限公司',
      status: 'incomplete',
      remark: '请补充营业执照',
      createdAt: '2026-01-01T08:00:00+08:00',
      orderId: '7',
    },
    expect.objectContaining({ qualificationId: '2', status: undefined }),
  ]);
});
