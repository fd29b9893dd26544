/** What a template is for. */
export type TemplateType = 'verification' | 'notification' | 'promotion' | 'international';

/** As creating, updating, reading one and counting write it. */
export const TEMPLATE_TYPE: Readonly<Record<TemplateType, number>> = {
  verification: 0,
  notification: 1,
  promotion: 2,
  international: 3,
};

/** As the `TemplateType` of QuerySmsTemplateList, and of nothing else, has it. */
export const TEMPLATE_TYPE_IN_LIST: Readonly<Record<TemplateType, number>> = {
  notification: 0,
  promotion: 1,
  verification: 2,
  international: 6,
};
