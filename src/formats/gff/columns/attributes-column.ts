/** attributes: every attribute of a feature as tag and value, in the file's order. */
import { ListBuilder } from '../../../columnar/builders/list-builder.ts'
import { StructBuilder } from '../../../columnar/builders/struct-builder.ts'
import { Utf8Builder } from '../../../columnar/builders/utf8-builder.ts'
import type { Column } from '../../../columnar/column.ts'
import type { DataType } from '../../../columnar/data-type.ts'
import { QueryError } from '../../../common/errors.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import { validUtf8 } from '../../text/columns/valid-utf8.ts'
import { fieldEnd, fieldStart, type TextRows } from '../../text/text-rows.ts'
import { AttributeCursor } from '../attribute-cursor.ts'
import type { AttributeText } from '../attribute-text.ts'
import type { GffDialect } from '../gff-dialect.ts'
import { FIELD } from '../gff-field.ts'

export class AttributesColumn implements ColumnReader {
  private readonly tags = new Utf8Builder()
  private readonly values = new Utf8Builder()
  private readonly structs: StructBuilder
  private readonly lists: ListBuilder
  private readonly cursor: AttributeCursor
  private readonly text: AttributeText
  private readonly warn: () => void

  constructor(type: DataType, settings: { readonly dialect: GffDialect; readonly text: AttributeText; readonly warn: () => void }) {
    if (type.kind !== 'list' || type.item.kind !== 'struct') {
      throw new QueryError('INTERNAL', `Attributes cannot be read as ${type.kind}. This is a bug in locusql; please report it.`)
    }
    this.structs = new StructBuilder(type.item.fields, [this.tags, this.values])
    this.lists = new ListBuilder(type, this.structs)
    this.cursor = new AttributeCursor(settings.dialect)
    this.text = settings.text
    this.warn = settings.warn
  }

  append(rows: TextRows): void {
    const { tags, values, structs, lists, cursor, text } = this
    const bytes = rows.bytes
    for (let row = 0; row < rows.count; row++) {
      const before = structs.length
      cursor.begin(bytes, fieldStart(rows, row, FIELD.attributes), fieldEnd(rows, row, FIELD.attributes))
      while (cursor.next()) {
        text.append(bytes, cursor.tagStart, cursor.tagEnd, tags)
        if (cursor.valueStart < 0) values.appendNull()
        else text.append(bytes, cursor.valueStart, cursor.valueEnd, values)
        structs.endRow()
      }
      if (structs.length > before) lists.endList()
      else lists.appendNull()
    }
  }

  finish(): Column {
    const column = this.lists.finish()
    return { ...column, children: (column.children ?? []).map(item => this.valid(item)) }
  }

  private valid(item: Column): Column {
    return { ...item, children: (item.children ?? []).map(child => validUtf8(child, this.warn)) }
  }
}
