/** What a query has cost so far: the counts of all its operators, added up. */
export interface QueryStats {
  /** Rows handed out. */
  readonly rows: number
  /** Records that scans read, those included that a filter dropped. */
  readonly rowsRead: number
  /** Records left out by on_malformed => 'skip'. */
  readonly rowsSkipped: number
  /** Fields set to NULL by on_malformed => 'null'. */
  readonly fieldsNulled: number
  /** Compressed, as stored. */
  readonly bytesRead: number
  readonly blocksInflated: number
  /** Bytes written to temporary files because of execution.memory_limit. */
  readonly bytesSpilled: number
  readonly spillFiles: number
  /** Bytes; the most that sorts, joins, groups and windows have held together. */
  readonly peakMemory: number
  readonly milliseconds: number
}

export const NO_STATS: QueryStats = {
  rows: 0,
  rowsRead: 0,
  rowsSkipped: 0,
  fieldsNulled: 0,
  bytesRead: 0,
  blocksInflated: 0,
  bytesSpilled: 0,
  spillFiles: 0,
  peakMemory: 0,
  milliseconds: 0,
}

export function sumStats(
  metrics: ReadonlyMap<unknown, ReadonlyMap<string, number>>,
  own: Pick<QueryStats, 'rows' | 'peakMemory' | 'milliseconds'>,
): QueryStats {
  const total = (name: string) => [...metrics.values()].reduce((sum, counts) => sum + (counts.get(name) ?? 0), 0)
  return {
    rows: own.rows,
    rowsRead: total('rows_read'),
    rowsSkipped: total('rows_skipped'),
    fieldsNulled: total('fields_nulled'),
    bytesRead: total('bytes_read'),
    blocksInflated: total('blocks_inflated'),
    bytesSpilled: total('bytes_spilled'),
    spillFiles: total('spill_files'),
    peakMemory: own.peakMemory,
    milliseconds: own.milliseconds,
  }
}
