/** The data set of a page: what is known of it, what its store needs, and what it does. */
import type { Snapshot } from '../model/metrics-document.ts';
import type { StoredFigures } from '../workspace/stored/last-figures.ts';
import type {
  DataSetSummary,
  Keeping,
  LoadProblem,
  LoadProgress,
  Workspace,
} from '../workspace/workspace.ts';
import type { RememberedMappings } from './remembered-mappings.ts';
import type { StagedFile } from './staged-file.ts';
import { type StagingActions } from './staging.ts';
import type { View } from './view-parts.ts';

/** What is known of the data set, and what is happening to it. */
export interface DataSetState {
  /**
   * `opening`: nothing is known yet. `snapshot`: figures of the snapshot are there, the workspace is not.
   * `loading`: rows are being read; what was there before stays. `ready`: everything answers. `failed`: nothing could be
   * loaded (a snapshot may still be there).
   */
  readonly phase: 'opening' | 'snapshot' | 'loading' | 'ready' | 'failed';
  /** `hosted`: named by the manifest beside the page; `own`: the reader's files */
  readonly origin: 'hosted' | 'own';
  /** part of every query key: another data set, another key */
  readonly dataKey: string;
  readonly name: string | null;
  /** of what is open now, also while something else loads; null before the first load */
  readonly summary: DataSetSummary | null;
  /** of the hosted data set while that is what is open */
  readonly snapshot: Snapshot | null;
  readonly progress: LoadProgress | null;
  /** what loads now are the staged files */
  readonly isLoadingOwn: boolean;
  /** of a load, guessed from its pace; null while there is too little to guess from */
  readonly secondsLeft: number | null;
  /** why the last load failed; what was open before is untouched */
  readonly problem: LoadProblem | null;
  /** files that wait to be loaded, each looked at */
  readonly staged: readonly StagedFile[] | null;
  /** names of the reader's files that were open before the page was loaded anew; null = none, or dismissed */
  readonly forgotten: readonly string[] | null;
  /** what lies in this browser's store; null = nothing */
  readonly stored: StoredFigures | null;
  /** what is open, or being opened, came from that store */
  readonly isFromStore: boolean;
  /** what lay in the store could not be read, and was removed */
  readonly isStoreLost: boolean;
  /** whether what is open outlives the page */
  readonly keeping: Keeping;
  /** the stored files are being read again for a question that the stored columns cannot answer; else null */
  readonly reopening: LoadProgress | null;
}

/** What the store needs of the browser. */
export interface DataSetParts {
  /** address of the folder with the manifest, ending in `/` */
  readonly folder: string;
  readonly fetch: (address: string, options: { signal: AbortSignal }) => Promise<Response>;
  /** fetches the worker's code and connects; called once, after the first figures are drawn */
  readonly connect: () => Promise<Workspace>;
  /** the moment of loading, seconds since 1970 */
  readonly now: () => number;
  /** a clock that only moves forward, seconds */
  readonly clock: () => number;
  /** the reader's own zone, for files without a model */
  readonly timeZone: () => string;
  /** tells what a plain link means for the data, and which columns it has */
  readonly describe: (defaults: Partial<View>, columns: readonly string[] | null) => void;
  /** which own files are open, kept beyond a reload: their names alone; null = none */
  readonly note: {
    readonly read: () => readonly string[] | null;
    readonly write: (names: readonly string[] | null) => void;
  };
  /** what earlier pages have stored; left out where nothing ever is */
  readonly stored?: StoredParts;
  /** language of the reader: decides dates and numbers where nothing in a file does */
  readonly language: () => 'en' | 'de' | null;
  /** what the reader said of files of the same layout */
  readonly mappings: RememberedMappings;
  /** the link says nothing of other data: called when the reader changes to another data set */
  readonly forgetView: () => void;
}

/** What the store needs to find what earlier pages have stored. */
export interface StoredParts {
  readonly read: () => Promise<StoredFigures | null>;
  /** asks the browser not to clear what is stored when it needs room; it may refuse */
  readonly persist: () => void;
  /** a link that carries a view was made for other data, unless it was this tab that had them */
  readonly isPlainLink: () => boolean;
  /** beyond a reload: the reader went back to what is hosted */
  readonly choseHosted: { readonly read: () => boolean; readonly write: (chosen: boolean) => void };
}

/** Holds the state and does the loading. */
export interface DataSetStore {
  readonly get: () => DataSetState;
  readonly subscribe: (changed: () => void) => () => void;
  /** The workspace once it holds data, else null. */
  readonly workspace: () => Workspace | null;
  /** Opens what the reader had open in this browser, else what is hosted: at the start. */
  readonly openFirst: () => Promise<void>;
  /** Opens what lies in this browser's store. */
  readonly openStored: () => Promise<void>;
  /** Removes what lies in this browser's store; where it is open, what is hosted takes its place. */
  readonly forgetStored: () => Promise<void>;
  readonly dismissStoreLost: () => void;
  /** Opens what the manifest names: at the start, after a failure, and to come back from own files. */
  readonly openHosted: () => Promise<void>;
  /** To be called when the first figures are on screen: only then the workspace is fetched. */
  readonly figuresDrawn: () => void;
  /**
   * Looks at files and stages them; nothing is loaded yet. They join what is staged already, in place of files of the
   * same name. After a load that failed, files with leads among them are a new try: what was staged goes; files without
   * leads mend the old one: the file that was refused goes.
   */
  readonly stage: (files: readonly File[]) => Promise<void>;
  /** What the reader says of staged files. */
  readonly staging: StagingActions;
  /** Lets the staged files go; what looks at them stops. */
  readonly unstage: () => void;
  /** Loads the staged files in place of what is open. */
  readonly loadStaged: () => Promise<void>;
  /** Stops a load; what was open before stays. */
  readonly cancel: () => void;
  readonly dismissProblem: () => void;
  readonly dismissForgotten: () => void;
}
