/**
 * What a failed call means for the message.
 *
 * `not-sent`: Aliyun did not accept it; a retry cannot cause a second SMS.
 * `unknown`: it may be on its way; a blind retry can cause a second SMS and a second bill.
 */
export type SendOutcome = 'not-sent' | 'unknown';
