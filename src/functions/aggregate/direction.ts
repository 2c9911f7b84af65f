/** Which end of the order: 1 the greatest, -1 the least. */
export type Direction = 1 | -1
