/** The BED family as a file format. */
import { coordinateSystemOf } from '../../genomics/coordinate-system.ts'
import type { FileFormat, FileInfo } from '../file-format.ts'
import { parseFormatOptions } from '../parse-format-options.ts'
import { type BedOptions, bedOptionSchema } from './bed-options.ts'
import { createBedTable } from './bed-table.ts'
import { loadBedFile } from './load-bed-file.ts'
import { readBed } from './read-bed.ts'

const parseOptions: FileFormat<BedOptions>['parseOptions'] = options => parseFormatOptions('bed', bedOptionSchema, options)

const bedFormat: FileFormat<BedOptions> = {
  name: 'bed',
  indexKinds: ['tbi', 'csi'],
  parseOptions,
  async inspect(source, options, context): Promise<FileInfo> {
    const { sample } = await loadBedFile(source, context)
    return {
      schema: createBedTable(sample, source.location, options).schema,
      genomicColumns: {
        contig: 'chrom',
        start: 'start',
        end: 'end',
        endBounds: true,
        mayBeEmpty: true,
        coordinates: coordinateSystemOf(options),
      },
      indexColumns: { contig: 1, start: 2, end: 3 },
      splittable: 'by-bytes',
    }
  },
  read: (partition, context) => readBed(partition, parseOptions(partition.options), context),
}

export default bedFormat
