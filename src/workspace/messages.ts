/** The messages between the page and the data worker: one call, one answer, progress between. */
import type { ComparedViews } from '../model/comparison.ts';
import type { Condition } from '../model/condition.ts';
import type { LeadListRequest } from '../model/lead-list.ts';
import type { MetricsRequest } from '../model/metrics-request.ts';
import type { ScoringModel } from '../model/scoring-model.ts';
import type { LoadOrder, LoadProblem, LoadProgress, SourceFile, WorkspaceStatus } from './workspace.ts';

/** What the worker is asked, by name of the workspace's functions. */
export type Call =
  | { readonly name: 'load'; readonly order: LoadOrder }
  | { readonly name: 'openStored' }
  | { readonly name: 'forgetStored' }
  | {
      readonly name: 'inspect';
      readonly files: readonly SourceFile[];
      readonly language: 'en' | 'de' | null;
    }
  | { readonly name: 'metrics'; readonly request: MetricsRequest; readonly model: ScoringModel }
  | { readonly name: 'compare'; readonly views: ComparedViews }
  | {
      readonly name: 'columnValues';
      readonly column: string;
      readonly search: string;
      readonly limit: number;
    }
  | { readonly name: 'dataQuality' }
  | {
      readonly name: 'leadPage';
      readonly list: LeadListRequest;
      readonly offset: number;
      readonly limit: number;
    }
  | { readonly name: 'leadCsv'; readonly list: LeadListRequest; readonly header: readonly string[] }
  | {
      readonly name: 'lead';
      readonly ordinal: number;
      readonly request: MetricsRequest;
      readonly model: ScoringModel;
    }
  | { readonly name: 'rejectedRows'; readonly offset: number; readonly limit: number }
  | { readonly name: 'countLeads'; readonly condition: Condition }
  | { readonly name: 'scoreRange'; readonly model: ScoringModel };

/** From the page. The first message names where the engine's files are. */
export type ToWorker =
  | {
      readonly kind: 'start';
      readonly workerUrl: string;
      readonly wasmUrl: string;
      /** path of the page: tells stored workspaces of one host apart */
      readonly place: string;
      /** another build, another text */
      readonly build: string;
    }
  | { readonly kind: 'call'; readonly id: number; readonly call: Call }
  | { readonly kind: 'abort'; readonly id: number };

/** From the worker. */
export type FromWorker =
  | {
      readonly kind: 'answer';
      readonly id: number;
      readonly value: unknown;
      /** from the call's arrival to its answer */
      readonly milliseconds: number;
    }
  | {
      readonly kind: 'problem';
      readonly id: number;
      readonly problem: LoadProblem;
      readonly aborted: boolean;
    }
  | { readonly kind: 'progress'; readonly id: number; readonly progress: LoadProgress }
  /** rows of a list that are written */
  | { readonly kind: 'rows'; readonly id: number; readonly rows: number }
  | { readonly kind: 'status'; readonly status: WorkspaceStatus };
