/** One SQL value at run time. int64 is bigint; NULL is null. */
export type Scalar = null | boolean | number | bigint | string | Uint8Array | readonly Scalar[] | { readonly [field: string]: Scalar }
