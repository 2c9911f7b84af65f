/** Every table function, one object a file; those of formats once for each line of formats/index.ts, range operations once for each of theirs. */
import type { Catalog, TableFunction } from '../../catalog/catalog.ts'
import type { FunctionRegistry } from '../../functions/function-registry.ts'
import type { FileTables } from '../file-tables.ts'
import { formatNames } from '../format-names.ts'
import { rangeFunctions } from '../range-functions/range-functions.ts'
import { rangeTableFunction } from '../range-functions/range-table-function.ts'
import type { SessionConfig } from '../session-config.ts'
import { depth } from './depth.ts'
import { describeFile } from './describe-file.ts'
import { fastaSeq } from './fasta-seq.ts'
import { flagstat } from './flagstat.ts'
import { idxstats } from './idxstats.ts'
import { readFile } from './read-file.ts'
import { tableMetadata } from './table-metadata.ts'

export interface TableFunctionContext {
  readonly files: FileTables
  readonly config: SessionConfig
  readonly functions: FunctionRegistry
  /** Where tables are found that are named in text. */
  readonly catalog: () => Catalog
}

export function createTableFunctions(context: TableFunctionContext): readonly TableFunction[] {
  return [
    ...formatNames.map(format => readFile(format, context.files)),
    ...formatNames.map(format => describeFile(format, context.files)),
    depth(context.files, context.config),
    flagstat(context.files, context.functions),
    idxstats(context.files, context.functions),
    fastaSeq(context.files, context.config),
    tableMetadata(context.catalog),
    ...rangeFunctions.map(fn => rangeTableFunction(fn, context)),
  ]
}
