// Interval algorithms over words of 32 bits: the twins of src/ranges.
export { buildCounter, count, sortEnds } from "./count";
export { firstFree, grow } from "./memory";
export { buildPairs, probe } from "./pairs";
export { part, sortParts, survey } from "./sort";
