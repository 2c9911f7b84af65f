/** TSV as a file format. */
import { csvFileFormat } from './csv-file-format.ts'

const tsvFormat = csvFileFormat('tsv')

export default tsvFormat
