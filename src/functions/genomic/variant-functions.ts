/** What kind of variant a REF and an ALT make, and what a genotype says (VCF 4.5 §1.6.1, §1.6.2: GT). */
import type { Scalar } from '../../columnar/scalar.ts'
import type { ScalarFunction } from '../function-registry.ts'
import { argument } from '../support/argument.ts'
import { mapRows } from '../support/map-rows.ts'
import { signature } from '../support/signature.ts'
import { textReader } from '../support/text-reader.ts'

const BASE = /^[ACGT]$/i
const TRANSITIONS: ReadonlySet<string> = new Set(['AG', 'GA', 'CT', 'TC'])

type Description = Required<Pick<ScalarFunction, 'name' | 'summary' | 'example' | 'result'>>

/** Of REF and one ALT; several ALTs, as in 'A,T', are none of these. */
function alleleFunction(description: Description, test: (ref: string, alt: string) => boolean): ScalarFunction {
  return {
    kind: 'scalar',
    ...description,
    safe: true,
    ...signature({ required: ['text', 'text'] }, { kind: 'boolean' }),
    evaluate: (args, numRows, type) => {
      const [ref, alt] = [textReader(argument(args, 0)), textReader(argument(args, 1))]
      return mapRows(args, { numRows, type }, row => test(ref(row), alt(row)))
    },
  }
}

/** Of the text of a GT: NULL where an allele is missing. */
function genotypeFunction(description: Description, test: (alleles: readonly string[]) => boolean): ScalarFunction {
  return {
    kind: 'scalar',
    ...description,
    safe: true,
    ...signature({ required: ['text'] }, { kind: 'boolean' }),
    evaluate: (args, numRows, type) => {
      const genotype = textReader(argument(args, 0))
      return mapRows(args, { numRows, type }, (row): Scalar => {
        const alleles = genotype(row).split(/[/|]/).filter(allele => allele !== '') // biome-ignore format: one line
        return alleles.length === 0 || alleles.includes('.') ? null : test(alleles)
      })
    },
  }
}

function isSnv(ref: string, alt: string): boolean {
  return BASE.test(ref) && BASE.test(alt) && ref.toUpperCase() !== alt.toUpperCase()
}

function isTransition(ref: string, alt: string): boolean {
  return isSnv(ref, alt) && TRANSITIONS.has((ref + alt).toUpperCase())
}

export const variantFunctions: readonly ScalarFunction[] = [
  alleleFunction(
    { name: 'is_snv', summary: 'Whether REF and ALT are one base each, and differ.', example: "SELECT is_snv('A', 'G')", result: 'true' },
    isSnv,
  ),
  alleleFunction(
    {
      name: 'is_transition',
      summary: 'Whether one purine or one pyrimidine stands for the other: A and G, C and T.',
      example: "SELECT is_transition('A', 'G')",
      result: 'true',
    },
    isTransition,
  ),
  alleleFunction(
    {
      name: 'is_transversion',
      summary: 'Whether a purine stands for a pyrimidine, or the other way round.',
      example: "SELECT is_transversion('A', 'G')",
      result: 'false',
    },
    (ref, alt) => isSnv(ref, alt) && !isTransition(ref, alt),
  ),
  genotypeFunction(
    {
      name: 'is_het',
      summary: 'Whether a genotype (GT) has different alleles; NULL where one is missing.',
      example: "SELECT is_het('0|1')",
      result: 'true',
    },
    alleles => alleles.some(allele => allele !== alleles[0]),
  ),
  genotypeFunction(
    {
      name: 'is_hom_ref',
      summary: 'Whether all alleles of a genotype (GT) are those of the reference.',
      example: "SELECT is_hom_ref('0/0')",
      result: 'true',
    },
    alleles => alleles.every(allele => allele === '0'),
  ),
  genotypeFunction(
    {
      name: 'is_hom_alt',
      summary: 'Whether all alleles of a genotype (GT) are one and the same ALT.',
      example: "SELECT is_hom_alt('1/1')",
      result: 'true',
    },
    alleles => alleles[0] !== '0' && alleles.every(allele => allele === alleles[0]),
  ),
]
