/** A table with other schema metadata: what setSourceMetadata makes. */
import type { TableProvider } from '../catalog/table-provider.ts'
import type { Schema } from '../columnar/schema.ts'

export class DescribedTable implements TableProvider {
  readonly inner: TableProvider
  readonly schema: Schema

  constructor(inner: TableProvider, metadata: Readonly<Record<string, string>>) {
    this.inner = inner instanceof DescribedTable ? inner.inner : inner
    this.schema = { fields: inner.schema.fields, metadata }
  }

  get rowEstimate(): number | undefined {
    return this.inner.rowEstimate
  }

  supportsFilters(...given: Parameters<TableProvider['supportsFilters']>): ReturnType<TableProvider['supportsFilters']> {
    return this.inner.supportsFilters(...given)
  }

  scan(...given: Parameters<TableProvider['scan']>): ReturnType<TableProvider['scan']> {
    return this.inner.scan(...given)
  }

  async countByContig(signal?: AbortSignal): ReturnType<NonNullable<TableProvider['countByContig']>> {
    return this.inner.countByContig?.(signal)
  }
}
