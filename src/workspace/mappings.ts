/** What the interface needs to know of mappings: their types, what a table asks for, and the reading of mappings of unknown origin. */
export { KNOWN_COLUMNS, missingColumn } from '../import/header.ts';
export type {
  ColumnReport,
  ColumnSource,
  DateOrder,
  FileMapping,
  FileReading,
  MappingQuestion,
  TableMapping,
} from '../import/mapping.ts';
export { checkMapping, layoutKey, missingFrom, parseMapping } from '../import/meaning/mapping-schema.ts';
export { namedColumns } from '../import/meaning/named-columns.ts';
export { INSTANT_COLUMNS } from '../import/meaning/table-columns.ts';
