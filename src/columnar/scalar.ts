/** One SQL value at run time. int64, uint64, timestamp, time and decimal (unscaled) are bigint, a date is its days, an interval `{ months, days, microseconds: bigint }`; NULL is null. */
export type Scalar = null | boolean | number | bigint | string | Uint8Array | readonly Scalar[] | { readonly [field: string]: Scalar }
