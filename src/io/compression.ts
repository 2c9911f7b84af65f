/** How a text file is packed. BGZF is gzip too, but in blocks that can be reached one by one. */
export type Compression = 'plain' | 'gzip' | 'bgzf'
