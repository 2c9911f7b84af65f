/** GFF3 as a file format. */
import { createGffFormat } from './create-gff-format.ts'
import { gff3Dialect } from './gff-dialect.ts'

export default createGffFormat(gff3Dialect)
