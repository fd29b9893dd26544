import type { ProbeAnswer } from './answer.ts';

/** One difference between the two answers. */
export interface AnswerDifference {
  readonly part: 'status' | 'format' | 'code' | 'message' | 'field';
  /** Path of the field. */
  readonly field?: string;
  /** Empty if absent. */
  readonly aliyun: string;
  readonly sandbox: string;
}

/** The known parts of Aliyun's answer. */
type KnownAnswer = { readonly [Part in keyof ProbeAnswer]?: ProbeAnswer[Part] | undefined };

/** The differences of the sandbox's answer from the known parts of Aliyun's. */
export function compareAnswers(
  aliyun: KnownAnswer,
  sandbox: ProbeAnswer,
): readonly AnswerDifference[] {
  const parts = (['status', 'format', 'code', 'message'] as const).flatMap((part) => {
    const known = aliyun[part];
    return known === undefined || known === sandbox[part]
      ? []
      : [{ part, aliyun: String(known), sandbox: String(sandbox[part]) }];
  });
  return [
    ...parts,
    ...(aliyun.fields === undefined ? [] : fieldDifferences(aliyun.fields, sandbox.fields)),
  ];
}

type Fields = ProbeAnswer['fields'];

function fieldDifferences(aliyun: Fields, sandbox: Fields): readonly AnswerDifference[] {
  const paths = [...new Set([...Object.keys(aliyun), ...Object.keys(sandbox)])];
  return paths
    .filter((path) => aliyun[path] !== sandbox[path] && isComparable(path, aliyun, sandbox))
    .map((path) => ({
      part: 'field' as const,
      field: path,
      aliyun: aliyun[path] ?? '',
      sandbox: sandbox[path] ?? '',
    }));
}

/** Only if all parents of the field exist and agree; otherwise they are the difference. Items of an
 *  empty list cannot be compared. */
function isComparable(path: string, aliyun: Fields, sandbox: Fields): boolean {
  const parents = [...path.matchAll(/\.|\[\]/g)].map(({ index }) => path.slice(0, index));
  const parentsAgree = parents.every(
    (parent) => aliyun[parent] !== undefined && aliyun[parent] === sandbox[parent],
  );
  const isItem = path.endsWith('[]');
  return parentsAgree && !(isItem && (aliyun[path] === undefined || sandbox[path] === undefined));
}
