/** fasta_seq: the bases of a region. It needs a file, so the planner takes it out of expressions into an operator of its own. */
import { QueryError } from '../../common/errors.ts'
import type { ScalarFunction } from '../function-registry.ts'
import { signature } from '../support/signature.ts'

const byRegion = signature({ required: ['text', 'text'] }, { kind: 'utf8' })
const byPlace = signature({ required: ['text', 'text', 'integer', 'integer'], optional: ['text'] }, { kind: 'utf8' })

export const fastaFunctions: readonly ScalarFunction[] = [
  {
    kind: 'scalar',
    name: 'fasta_seq',
    summary:
      "The bases of a region of a FASTA file with an index (FAI, and GZI where it is bgzipped): fasta_seq(path, chrom, start, end), which count as the columns' table does, or with region text. Read batch by batch.",
    example: "SELECT fasta_seq('fixtures/fasta/genome.fa', 'chr1', 11, 20)",
    result: 'TCTCGAGTGG',
    // Not computed while planning, and not moved into scans, which have no other file at hand.
    volatility: 'volatile',
    resultType: args => (args.length === 2 ? byRegion : byPlace).resultType(args),
    // Contigs stay codes of their dictionary: each name is looked up once.
    parameterTypes: args =>
      (args.length === 2 ? byRegion : byPlace)
        .parameterTypes(args)
        .map((type, i) => (i === 1 && args.length > 2 && args[i]?.kind === 'dictionary' ? args[i] : type)),
    evaluate() {
      throw new QueryError(
        'NOT_IMPLEMENTED',
        'fasta_seq cannot stand here, or within another fasta_seq. Compute it in a subquery: FROM (SELECT …, fasta_seq(…) AS seq FROM …).',
      )
    },
  },
]
