/** How long one line or header of a file may be: what stops a decompression bomb before memory does. A file that has more is an error of code RESOURCE. */
export interface FragmentLimits {
  readonly lineBytes: number
  readonly headerBytes: number
}

export const defaultLimits: FragmentLimits = { lineBytes: 256 << 20, headerBytes: 256 << 20 }
