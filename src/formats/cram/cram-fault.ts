/** Bytes of a container or slice that cannot be true. Whoever knows the file, the container and the slice adds them. */
export class CramFault extends Error {}
