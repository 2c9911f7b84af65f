// What CRAM needs in bulk: records of a slice laid out as in BAM; bases of the reference without line ends, and their MD5.

import { initSines } from './text';

export { areasPtr, outAt, plainPtr, reserveSlice, reserveText, startsAt, textPtr } from './memory';
export { writeRecords, written } from './records';
export { md5, sumPtr, unfold } from './text';

initSines();
