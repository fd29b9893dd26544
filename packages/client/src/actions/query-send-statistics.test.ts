import { expect, test } from 'vitest';
import { NOTHING, run } from '../testing/one-answer.ts';

test('QuerySendStatistics filters by region and template type, and reads the counts of each day', async () => {
  const day = {
    SendDate: '20250601',
    TotalCount: 10,
    RespondedSuccessCount: 7,
    RespondedFailCount: '2',
    NoRespondedCount: 1,
  };
  const { output, query } = await run(
    (client) =>
      client.querySendStatistics({
        region: 'overseas',
        startDate: '20250601',
        endDate: '20250602',
        templateType: 'international',
        signName: 'S',
      }),
    { ...NOTHING, Data: { TotalSize: 1, TargetList: [day] } },
  );
  expect(query).toEqual({
    IsGlobe: '2',
    StartDate: '20250601',
    EndDate: '20250602',
    PageIndex: '1',
    PageSize: '50',
    TemplateType: '3',
    SignName: 'S',
  });
  expect(output).toEqual({
    totalSize: 1,
    days: [{ date: '20250601', total: 10, delivered: 7, failed: 2, pending: 1 }],
  });
});
