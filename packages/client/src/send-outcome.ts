/**
 * What a failed call means for the message.
 *
 * `not-sent`: Aliyun did not take it; trying again can cause no second SMS.
 * `unknown`: it may be on its way; a blind retry can cause a second SMS and a second bill.
 */
export type SendOutcome = 'not-sent' | 'unknown';
