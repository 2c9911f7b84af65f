/** The printer of a format. */
import { QueryError } from '../../common/errors.ts'
import { unreachable } from '../../common/unreachable.ts'
import type { OutputFormat } from '../shell-options.ts'
import { BoxPrinter } from './box-printer.ts'
import { DelimitedPrinter } from './delimited-printer.ts'
import { JsonPrinter } from './json-printer.ts'
import { LinePrinter } from './line-printer.ts'
import { MarkdownPrinter } from './markdown-printer.ts'
import type { OutputBuffer } from './output-buffer.ts'
import type { ResultPrinter } from './result-printer.ts'
import { loadPrintKernels } from './rows/load-print-kernels.ts'

/** Characters of one value in the box that is meant for reading. */
const MAX_CELL = 100

/** Without a format: a box of at most `maxRows` rows and of cut values; 0 shows all of both. */
export async function createPrinter(format: OutputFormat | undefined, out: OutputBuffer, maxRows: number): Promise<ResultPrinter> {
  switch (format) {
    case undefined:
      return new BoxPrinter(out, maxRows > 0 ? { rows: maxRows, cellWidth: MAX_CELL } : undefined)
    case 'box':
      return new BoxPrinter(out)
    case 'csv':
    case 'tsv':
      return new DelimitedPrinter(out, format, await loadPrintKernels())
    case 'json':
      return new JsonPrinter(out, 'array')
    case 'jsonl':
      return new JsonPrinter(out, 'lines')
    case 'markdown':
      return new MarkdownPrinter(out)
    case 'line':
      return new LinePrinter(out)
    case 'arrow': {
      const { ArrowPrinter } = await import('./arrow-printer.ts')
      return new ArrowPrinter(out)
    }
    case 'parquet':
      throw new QueryError('NOT_IMPLEMENTED', 'Parquet output is not implemented yet. Use -arrow, which polars, DuckDB and pyarrow read.')
    default:
      return unreachable(format)
  }
}
