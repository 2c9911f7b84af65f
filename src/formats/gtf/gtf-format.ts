/** GTF as a file format. */
import { createGffFormat } from '../gff/create-gff-format.ts'
import { gtfDialect } from '../gff/gff-dialect.ts'

export default createGffFormat(gtfDialect)
