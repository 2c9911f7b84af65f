/** The columns of a FASTQ table: the only place with their names. */
import type { DataType, Field } from '../../columnar/data-type.ts'
import type { Schema } from '../../columnar/schema.ts'
import { DescriptionColumn } from '../sequences/columns/description-column.ts'
import { LettersColumn } from '../sequences/columns/letters-column.ts'
import { NameColumn } from '../sequences/columns/name-column.ts'
import { NEEDS, type SequenceTable } from '../sequences/sequence-table.ts'
import { QualityColumn } from './columns/quality-column.ts'
import type { FastqOptions } from './fastq-options.ts'

const TEXT: DataType = { kind: 'utf8' }

export function fastqSchema(options: FastqOptions): Schema {
  return {
    fields: [
      { name: 'name', type: TEXT, nullable: false },
      { name: 'description', type: TEXT, nullable: true },
      { name: 'sequence', type: TEXT, nullable: false },
      { name: 'quality_scores', type: TEXT, nullable: options.onMalformed === 'null' },
    ],
    metadata: { 'bio.coordinate_system_zero_based': String(options.zeroBased) },
  }
}

export function createFastqTable(options: FastqOptions): SequenceTable {
  return {
    options,
    schema: fastqSchema(options),
    readColumn(field: Field, { warn }) {
      const tell = () => warn(`column ${field.name} holds bytes that are not UTF-8; they read as U+FFFD.`)
      switch (field.name) {
        case 'name':
          return { field, reader: new NameColumn(tell), lastField: NEEDS.header }
        case 'description':
          return { field, reader: new DescriptionColumn(tell), lastField: NEEDS.header }
        case 'sequence':
          return { field, reader: new LettersColumn(tell), lastField: NEEDS.sequence }
        default:
          return { field, reader: new QualityColumn(), lastField: NEEDS.quality }
      }
    },
  }
}
