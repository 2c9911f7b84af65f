/** A batch of one row and no columns: what a constant expression is evaluated on. */
import type { Batch } from '../../columnar/batch.ts'

export const oneRow: Batch = { schema: { fields: [] }, numRows: 1, columns: [] }
