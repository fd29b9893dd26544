/** What a template is for. */
export const TEMPLATE_TYPES = [
  'verification',
  'notification',
  'promotion',
  'international',
] as const;

export type TemplateType = (typeof TEMPLATE_TYPES)[number];

/** On the wire, except in the list of templates. */
export const TEMPLATE_TYPE: Readonly<Record<TemplateType, number>> = {
  verification: 0,
  notification: 1,
  promotion: 2,
  international: 3,
};

/** Only in the `TemplateType` of QuerySmsTemplateList. */
export const TEMPLATE_TYPE_IN_LIST: Readonly<Record<TemplateType, number>> = {
  notification: 0,
  promotion: 1,
  verification: 2,
  international: 6,
};
