/** What both entry points export besides `open`: errors, types, and what prints errors. */

export type { ScanPlan, ScanRequest, TableProvider } from './catalog/table-provider.ts'
export type { Batch } from './columnar/batch.ts'
export type { Column } from './columnar/column.ts'
export type { DataType, Field } from './columnar/data-type.ts'
export type { Row } from './columnar/row-reader.ts'
export type { Schema } from './columnar/schema.ts'
export type { JavaScriptValue } from './columnar/value-reader.ts'
export { type ErrorLocation, QueryError, type QueryErrorCode } from './common/errors.ts'
export type { FormatName, FormatOptions } from './formats/index.ts'
export type { AggregateFunction, ScalarFunction } from './functions/function-registry.ts'
export type { AlignmentFileOptions, AlignmentMethods, DepthOptions } from './session/alignment-methods.ts'
export type { ArrowInput } from './session/arrow-input.ts'
export { formatError } from './session/format-error.ts'
export type { FormatMethods } from './session/format-methods.ts'
export type { JavaScriptAggregateFunction, JavaScriptFunction, JavaScriptScalarFunction } from './session/function-shapes.ts'
export type { QueryStats } from './session/query-stats.ts'
export type {
  ComplementOptions,
  ExpandOptions,
  MergeOptions,
  NearestOptions,
  OverlapOptions,
  RangeColumns,
  RangeMethods,
  RangeOperand,
  TwoTableOptions,
} from './session/range-functions/range-methods.ts'
export type { ExplainOptions, QueryOptions, Relation } from './session/relation.ts'
export type { CoordinateOptions } from './session/session.ts'
export type { OpenOptions, SessionContext } from './session/session-context.ts'
export type { TableMetadata } from './session/table-metadata.ts'
