/** At most `limit` admissions within `seconds`, counted from the first of them. */
export interface Window {
  readonly limit: number;
  readonly seconds: number;
}

/** What is counted. The order is that of the checks, from the narrowest. */
export type Dimension = 'perNumber' | 'perIp' | 'perPrefix' | 'perCountry' | 'total';

/** One thing that a request counts against. */
export interface Counter {
  readonly dimension: Dimension;
  /**
   * The number, the address, the country, in up to 16 hexadecimal digits, which a table holds exactly
   * (the digits of a number are read as such). Empty for `total`.
   */
  readonly subject: string;
  readonly windows: readonly Window[];
}

/** `undefined`: admitted and counted. Else nothing was counted, and this is the longest wait. */
export type Verdict =
  | { readonly dimension: Dimension; readonly retryAfterSeconds: number }
  | undefined;
