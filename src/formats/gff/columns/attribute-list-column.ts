/** One attribute as a column of lists: all its values, whether they stand between commas (GFF3) or behind repeated tags. */
import { ListBuilder } from '../../../columnar/builders/list-builder.ts'
import { Utf8Builder } from '../../../columnar/builders/utf8-builder.ts'
import type { Column } from '../../../columnar/column.ts'
import type { ColumnReader } from '../../text/columns/column-reader.ts'
import { validUtf8 } from '../../text/columns/valid-utf8.ts'
import type { TextRows } from '../../text/text-rows.ts'
import { ABSENT, BARE, REPEATED } from '../attribute-scanner.ts'
import type { AttributeSettings } from './attribute-column.ts'

export class AttributeListColumn implements ColumnReader {
  private readonly settings: AttributeSettings
  private readonly items = new Utf8Builder()
  private readonly lists = new ListBuilder({ kind: 'list', item: { kind: 'utf8' } }, this.items)

  constructor(settings: AttributeSettings) {
    this.settings = settings
  }

  /** The scanner has been over these rows. */
  append(rows: TextRows): void {
    const { scanner, tag, text } = this.settings
    const { items, lists } = this
    const slots = scanner.slots
    const stride = scanner.tagCount * 2
    let slot = tag * 2
    for (let row = 0; row < rows.count; row++, slot += stride) {
      // In range: the scanner made a slot a row and tag.
      const from = slots[slot]!
      if (from === ABSENT || from === BARE) lists.appendNull()
      else {
        if (from === REPEATED) this.appendAll(rows, row)
        else text.appendParts(rows.bytes, from, slots[slot + 1]!, items)
        lists.endList()
      }
    }
  }

  finish(): Column {
    return validUtf8(this.lists.finish(), this.settings.warn)
  }

  private appendAll(rows: TextRows, row: number): void {
    const { scanner, tag, text } = this.settings
    scanner.forEachValue(rows, row, tag, (start, end) => {
      if (start >= 0) text.appendParts(rows.bytes, start, end, this.items)
    })
  }
}
