/** Where the index of a scanned file is looked for, and whether it may be out of date. */
import { type FileScan, scanOptions } from './file-scan.ts'
import type { IndexSearch } from './find-index.ts'

export function indexSearch({ spec, signal }: FileScan): IndexSearch {
  const { format, location, info, store, codecs } = spec
  return {
    location,
    indexPath: scanOptions(spec).indexPath,
    kinds: format.indexKinds,
    contigs: info.contigs?.map(contig => contig.name),
    store,
    codecs,
    signal,
  }
}

/** By milliseconds since 1970. A second's difference says nothing: the two may have been written together. */
export function isOlder(index: number | undefined, data: number | undefined): boolean {
  return index !== undefined && data !== undefined && index < data - 1000
}
