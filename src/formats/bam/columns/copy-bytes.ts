/** Copies a few dozen bytes, four at a time: for these a call of `set` costs more than the copying. */
export function copyBytes(
  source: { readonly view: DataView; readonly from: number; readonly length: number },
  target: { readonly view: DataView; readonly at: number },
): void {
  const { view, from, length } = source
  const { view: out, at } = target
  let i = 0
  for (; i + 4 <= length; i += 4) out.setInt32(at + i, view.getInt32(from + i, true), true)
  for (; i < length; i++) out.setUint8(at + i, view.getUint8(from + i))
}
