/** Writes struct columns: {'a': 1, 'b': x} for people, {"a":1,"b":"x"} as JSON. */
import type { Column } from '../../columnar/column.ts'
import type { Field } from '../../columnar/data-type.ts'
import type { CellWriter } from './cell-writer.ts'
import type { OutputBuffer } from './output-buffer.ts'

export class StructCell implements CellWriter {
  readonly #fields: readonly { readonly label: Uint8Array; readonly writer: CellWriter }[]

  constructor(fields: readonly Field[], writerOf: (field: Field) => CellWriter, style: 'plain' | 'json') {
    this.#fields = fields.map((field, index) => {
      const name = style === 'json' ? `${JSON.stringify(field.name)}:` : `'${field.name.replaceAll("'", "''")}': `
      const separator = index === 0 ? '' : style === 'json' ? ',' : ', '
      return { label: new TextEncoder().encode(separator + name), writer: writerOf(field) }
    })
  }

  bind(column: Column): void {
    this.#fields.forEach(({ writer }, index) => {
      const child = column.children?.[index]
      if (child) writer.bind(child)
    })
  }

  write(row: number, out: OutputBuffer): void {
    out.ascii('{')
    for (const { label, writer } of this.#fields) {
      out.append(label)
      writer.write(row, out)
    }
    out.ascii('}')
  }
}
