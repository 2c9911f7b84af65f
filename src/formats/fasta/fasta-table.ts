/** The columns of a FASTA table: the only place with their names. */
import type { DataType, Field } from '../../columnar/data-type.ts'
import type { Schema } from '../../columnar/schema.ts'
import { DescriptionColumn } from '../sequences/columns/description-column.ts'
import { LettersColumn } from '../sequences/columns/letters-column.ts'
import { NameColumn } from '../sequences/columns/name-column.ts'
import { NEEDS, type SequenceTable } from '../sequences/sequence-table.ts'
import type { FastaOptions } from './fasta-options.ts'
import { UniqueNames } from './unique-names.ts'

const TEXT: DataType = { kind: 'utf8' }

export function fastaSchema(options: FastaOptions, contigs: readonly { readonly name: string; readonly length: number }[]): Schema {
  return {
    fields: [
      { name: 'name', type: TEXT, nullable: false },
      { name: 'description', type: TEXT, nullable: true },
      { name: 'sequence', type: TEXT, nullable: false },
    ],
    metadata: {
      'bio.coordinate_system_zero_based': String(options.zeroBased),
      'bio.fasta.contigs': JSON.stringify(contigs.map(({ name, length }) => ({ id: name, length }))),
    },
  }
}

export function createFastaTable(
  options: FastaOptions,
  contigs: readonly { readonly name: string; readonly length: number }[],
): SequenceTable {
  return {
    options,
    schema: fastaSchema(options, contigs),
    readColumn(field: Field, { warn, isJudged }) {
      const tell = () => warn(`column ${field.name} holds bytes that are not UTF-8; they read as U+FFFD.`)
      if (field.name === 'sequence') return { field, reader: new LettersColumn(tell), lastField: NEEDS.sequence }
      if (field.name === 'description') return { field, reader: new DescriptionColumn(tell), lastField: NEEDS.header }
      const met = isJudged ? undefined : new UniqueNames(warn).add
      return { field, reader: new NameColumn(tell, met), lastField: NEEDS.header }
    },
  }
}
