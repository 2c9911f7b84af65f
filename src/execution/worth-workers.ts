/** Bytes of input below which the start of workers costs more than they save. */
export const WORTH_WORKERS_BYTES = 20_000_000
