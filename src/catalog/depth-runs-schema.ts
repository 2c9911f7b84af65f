/** What a fragment that counts depth gives: runs of equal depth above 0, by contig and start, and before those of a contig an empty one of depth 0. */
import type { Schema } from '../columnar/schema.ts'

/** Positions are 0-based, ends exclusive. `open`: alignments of the next fragment may add to it. */
export const DEPTH_RUNS: Schema = {
  fields: [
    { name: 'chrom', type: { kind: 'dictionary' }, nullable: false },
    { name: 'start', type: { kind: 'uint32' }, nullable: false },
    { name: 'end', type: { kind: 'uint32' }, nullable: false },
    { name: 'depth', type: { kind: 'int32' }, nullable: false },
    { name: 'open', type: { kind: 'uint8' }, nullable: false },
  ],
}
