/** CSV as a file format. */
import { csvFileFormat } from './csv-file-format.ts'

const csvFormat = csvFileFormat('csv')

export default csvFormat
