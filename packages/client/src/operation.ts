import type { ApiAnswer } from './classify.ts';
import type { Parameters } from './signature.ts';

/** One operation of Aliyun's API: the only place that knows its wire names. */
export interface Operation<Input, Output> {
  readonly product: Product;
  readonly action: string;
  /** Checks the input and writes it; throws `TypeError` or `RangeError` naming the field. */
  readonly encode: (input: Input) => EncodedInput;
  /** Reads an answer that Aliyun marked OK; `undefined` where it lacks what it has to have. */
  readonly decode: (answer: ApiAnswer) => Output | undefined;
}

export interface EncodedInput {
  readonly query: Parameters;
  readonly form?: Parameters;
}

/** A product in the form that the wire needs: its API version and its own host. */
export interface Product {
  readonly version: string;
  /** Used unless the client has an `endpoint`. */
  readonly endpoint: string;
}

/** Short Message Service of the China site. */
export const DYSMS: Product = {
  version: '2017-05-25',
  endpoint: 'https://dysmsapi.aliyuncs.com',
};
