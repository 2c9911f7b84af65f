/** The memory table behind a provider, where it is one. */
import type { TableProvider } from '../catalog/table-provider.ts'
import { DescribedTable } from './described-table.ts'
import { MemoryTable } from './memory-table.ts'

export function memoryTableOf(provider: TableProvider): MemoryTable | undefined {
  const inner = provider instanceof DescribedTable ? provider.inner : provider
  return inner instanceof MemoryTable ? inner : undefined
}
