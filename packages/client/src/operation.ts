import type { ApiAnswer } from './answer-fields.ts';
import type { AliyunSmsApiError } from './errors.ts';
import type { Parameters } from './signature.ts';
import { ENDPOINTS } from './site.ts';

/** One operation of Aliyun's API: the only place that knows its wire names. */
export interface Operation<Input, Output> {
  readonly product: Product;
  readonly action: string;
  /** Checks and encodes the input; throws a `TypeError` or `RangeError` that names the field. */
  readonly encode: (input: Input) => EncodedInput;
  /**
   * Reads an answer that Aliyun marked OK; `undefined` if a required field is missing. `attempts`:
   * requests that the call made.
   */
  readonly decode: (answer: ApiAnswer, attempts: number) => Output | undefined;
  /** For operations where a refusal can be a result; `undefined` throws it. */
  readonly decodeRefusal?: (refusal: AliyunSmsApiError) => Output | undefined;
}

export interface EncodedInput {
  readonly query: Parameters;
  /** Parameters that Aliyun declares as body parameters. */
  readonly form?: Parameters;
}

/** A product: its API version and public host. */
export interface Product {
  readonly version: string;
  /** Used unless the client has an `endpoint`, or a `region` and the product has regions. */
  readonly endpoint: string;
  /** Whether some regions have their own host: `DYSMS_ENDPOINTS`. */
  readonly hasRegions: boolean;
}

/** Short Message Service of the China site. */
export const DYSMS: Product = {
  version: '2017-05-25',
  endpoint: ENDPOINTS.china,
  hasRegions: true,
};

/**
 * Short Message Service of the international site. Its SDK calls the mainland host by default, but
 * accounts of that site are on this one.
 */
export const DYSMS_INTERNATIONAL: Product = {
  version: '2018-05-01',
  endpoint: ENDPOINTS.international,
  hasRegions: true,
};

/** Phone Number Verification Service, whose SMS codes need no signature or template of your own. */
export const DYPNS: Product = {
  version: '2017-05-25',
  endpoint: ENDPOINTS.mas,
  hasRegions: false,
};
