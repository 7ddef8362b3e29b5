import type { QueryClient } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import type { Language } from '../i18n/language.ts';
import type { Catalogue, Translator } from '../i18n/messages.ts';
import type { Call } from './call.ts';
import type { Me, OperationRef } from './session.tsx';

/** A short name in every language; for the few words that must be there before a slice is loaded. */
type Words = Readonly<Record<Language, string>>;

/** A permission code, any of several, or `signed-in`. */
export type Needed = string | readonly string[];

export type IconType = ComponentType<{
  size?: number | string;
  stroke?: number | string;
  className?: string;
  'aria-hidden'?: boolean;
}>;

/** An entry of the left rail or of Administration. */
export interface NavEntry {
  id: string;
  label: Words;
  icon: IconType;
  /** The first screen. */
  path: string;
  permission: Needed;
  /** Work modules 100-699, people and places 700-899; inside Administration its own order. */
  order: number;
  /** `administration` puts the entry among the sections of Administration instead of the rail. */
  under?: 'administration';
  /** Screens side by side under this entry, shown as a strip above the content. */
  sections?: readonly { label: Words; path: string; permission?: Needed }[];
}

/** One screen. `path` is TanStack Router's (`/forms/$formId`); `load` brings the component when it is opened. */
export interface ScreenRoute {
  path: string;
  load: () => Promise<ComponentType>;
  permission?: Needed;
  /** `bare` shows the screen outside the frame (a form on a phone); `public` also without a session. */
  frame?: 'bare' | 'public';
}

/** What providers of home and search are given. */
export interface ProviderContext {
  call: Call;
  queries: QueryClient;
  me: Me;
  operation: OperationRef | null;
  language: Language;
  translate: <K extends string>(catalogue: Catalogue<K>) => Promise<Translator<K>>;
  signal?: AbortSignal;
}

/** Something that waits for this person, one click from the act. */
export interface Need {
  id: string;
  title: string;
  detail?: string;
  to: string;
  /** How many records wait behind it. */
  count?: number;
  urgency: 'now' | 'soon' | 'whenever';
  /** ISO instant or date by which it should be done. */
  due?: string;
}

/** A step of setting up, in the order in which one thing needs the other. */
export interface FirstStep {
  id: string;
  title: string;
  detail: string;
  to: string;
  done: boolean;
  /** Places 10, forms 20, modules 30 and up. */
  order: number;
}

export interface HomeProvider {
  needs?: (context: ProviderContext) => Promise<Need[]>;
  /** A panel under the needs, such as key figures of the module. */
  Panel?: ComponentType;
  /** A first step offered while the agency is still being set up: an import, a first record. */
  firstSteps?: (context: ProviderContext) => Promise<FirstStep[]>;
}

export interface SearchHit {
  id: string;
  title: string;
  /** What kind of record, where it belongs. */
  detail?: string;
  to: string;
}

export interface SearchProvider {
  search: (text: string, context: ProviderContext) => Promise<SearchHit[]>;
}

/** Something that a person may choose to have with them where there is no link. */
export interface OfflineOffer {
  /** `slice.kind.id` */
  id: string;
  title: string;
  detail?: string;
  /** Fetches it into what this device keeps. */
  keep: () => Promise<void>;
}

export interface OfflineProvider {
  offers: (context: ProviderContext) => Promise<OfflineOffer[]>;
}

/** What a slice shows to the frame, exported as `nav` from its `web/nav.ts`. */
export interface SlicePages {
  /** The slice's name, first word of its route ids and problem codes. */
  id: string;
  /** The slice's messages; loaded together with its first screen and asked for its problem codes. */
  catalogue?: Catalogue;
  entries: readonly NavEntry[];
  routes: readonly ScreenRoute[];
  /**
   * Where a record of a kind is shown: `schema.table` -> path with `$id`. What the kind is called stands in the slice's
   * messages as `entity.<schema.table>`.
   */
  records?: Readonly<Record<string, string>>;
  home?: () => Promise<HomeProvider>;
  search?: () => Promise<SearchProvider>;
  offline?: () => Promise<OfflineProvider>;
}
