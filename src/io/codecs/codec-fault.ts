/** Compressed data that cannot be what it says. Whoever knows the file adds the place. */
export class CodecFault extends Error {}
