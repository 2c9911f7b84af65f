/** The cells of a batch as strings, one array a row: for the formats that align or wrap text. */
import type { Batch } from '../../columnar/batch.ts'
import { createCellWriter } from './create-cell-writer.ts'
import { OutputBuffer } from './output-buffer.ts'

export function* textRows(batch: Batch): Generator<readonly string[]> {
  const scratch = new OutputBuffer()
  const cells = batch.schema.fields.map(field => createCellWriter(field.type, 'plain'))
  batch.columns.forEach((column, index) => {
    cells[index]?.bind(column)
  })
  for (let row = 0; row < batch.numRows; row++) {
    yield cells.map(cell => {
      cell.write(row, scratch)
      return scratch.takeText()
    })
  }
}
