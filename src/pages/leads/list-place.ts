/** Where the reader is in the list, so that one who comes back from a lead finds it as it was. */

/** A place in the list. */
export interface ListPlace {
  /** first row in sight */
  readonly first: () => number;
  /** px of the list above the upper edge, where the list is still the same */
  readonly offset: (order: string) => number;
  /** the row that the reader was on */
  readonly row: (order: string) => number;
  readonly setOffset: (order: string, offset: number, first: number) => void;
  readonly setRow: (order: string, row: number) => void;
  /** the search, which no link holds */
  readonly search: () => string;
  readonly setSearch: (search: string) => void;
}

/** A place at the top of any list. */
export function createListPlace(): ListPlace {
  let search = '';
  let at = { order: '', offset: 0, first: 0 };
  let on = { order: '', row: 0 };
  return {
    first: () => at.first,
    offset: (order) => (at.order === order ? at.offset : 0),
    row: (order) => (on.order === order ? on.row : 0),
    setOffset: (order, offset, first) => {
      at = { order, offset, first };
    },
    setRow: (order, row) => {
      on = { order, row };
    },
    search: () => search,
    setSearch: (text) => {
      search = text;
    },
  };
}
