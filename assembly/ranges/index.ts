// Interval algorithms over words of 32 bits: the twins of src/ranges.
export { firstFree, grow } from "./memory";
export { part, sortParts, survey } from "./sort";
