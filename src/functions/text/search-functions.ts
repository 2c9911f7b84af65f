/** Finding one text in another. */
import type { Scalar } from '../../columnar/scalar.ts'
import type { ScalarFunction } from '../function-registry.ts'
import { rowFunction } from '../support/row-function.ts'

const test = { takes: ['text', 'text'], gives: { kind: 'boolean' }, safe: true } as const

/** Characters before the place, plus one; 0 where there is none. */
function position(text: string, part: string): Scalar {
  const index = text.indexOf(part)
  return index < 0 ? 0 : [...text.slice(0, index)].length + 1
}

export const searchFunctions: readonly ScalarFunction[] = [
  rowFunction({
    ...test,
    name: 'starts_with',
    aliases: ['prefix'],
    summary: 'Whether a text starts with another.',
    example: "SELECT starts_with('chr1', 'chr')",
    result: 'true',
    compute: (text: string, part: string) => text.startsWith(part),
  }),
  rowFunction({
    ...test,
    name: 'ends_with',
    aliases: ['suffix'],
    summary: 'Whether a text ends with another.',
    example: "SELECT ends_with('calls.vcf', '.vcf')",
    result: 'true',
    compute: (text: string, part: string) => text.endsWith(part),
  }),
  rowFunction({
    ...test,
    name: 'position',
    aliases: ['strpos', 'instr'],
    summary: 'Where a text first holds another (1 is the first character), or 0.',
    example: "SELECT position('GT' IN 'ACGT')",
    result: '3',
    gives: { kind: 'int32' },
    compute: position,
  }),
]
