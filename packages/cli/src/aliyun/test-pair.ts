/** Aliyun's ready-made test template; it only works with the test signature, to bound numbers. */
export const TEST_TEMPLATE = 'SMS_154950909';

/** `SignTag` of the test signature. */
export const TEST_TAG = '4';
