// Interval algorithms over words of 32 bits: the twins of src/ranges.
export { buildCounter, count, sortEnds } from "./count";
export { firstFree, grow } from "./memory";
export { buildPairs, probe } from "./pairs";
export { gather, rejoin } from "./runs";
export { part, sortParts, survey, writeRows } from "./sort";
export { buildCover, buildSubtrahend, cover, subtract } from "./union";
