// The shapes that the modules hand to each other. Read by a type checker and by people; no tablet
// loads it. To check:  tsc --checkJs --noEmit --strict --target es2022 --lib es2022,dom static/*.js

export type Language = "vi" | "en";
export type Words = Record<Language, string>;
export type Answer = string | string[];
export type Answers = Record<string, Answer>;

export interface Option {
  key: string;
  words: Words;
  face?: string | null;
  satisfied?: boolean;
}

export interface Question {
  key: string;
  kind: "scale" | "choice" | "choices" | "text";
  words: Words;
  hint?: Words | null;
  screen: string;
  role?: string | null;
  required?: boolean;
  options: Option[];
  when: { question: string; one_of: string[] }[];
}

export interface Questionnaire {
  digest: string;
  title: Words;
  screens: { key: string; title?: Words | null }[];
  questions: Question[];
}

export interface Content {
  digest: string;
  open: boolean;
  counter: string;
  office: string;
  where: string;
  complaints: string | null;
  matter: string;
  fields: ({ code: string } & Words)[];
  questionnaire: Questionnaire;
  settings: { idle_seconds: number; countdown_seconds: number; thanks_seconds: number };
  pin: { salt: string; hash: string; iterations: number };
  file_key: string;
  is_demonstration: boolean;
}

/** What one person answers, in the making. Nothing of it outlives the visit but the entry. */
export interface Person {
  id: string;
  field: string | null;
  answers: Answers;
  texts: Record<string, string>;
  given_at: number | null;
  offset_ms: number | null;
}

/** One person's visit, while it lasts. */
export interface Visit {
  content: Content;
  person: Person;
  since: number;
  part: "main" | "more";
  index: number;
  /** Whether what was said last got onto the disk, as soon as that is known. */
  kept: Promise<boolean>;
  isKept: boolean;
  /** Gives the entry free to be sent, once it is held. */
  release: (() => void) | null;
  whenLeft: () => void;
  store: Store;
}

/** What takes the answers of a visit: the queue, or nothing where somebody only looks. */
export interface Store {
  hold: (id: string) => Promise<() => void>;
  keep: (entry: Entry) => Promise<boolean>;
  close: (entry: Entry) => Promise<boolean>;
  stateOf: () => Promise<{ isUnsaved: boolean }>;
  /** What has to be added to this tablet's time to get the server's; null if it never asked. */
  offsetNow: () => number | null;
}

/** What waits to be sent. `is_open` is 1 while its person may still add to it. */
export interface Entry {
  id: string;
  content: string;
  field: string;
  answers: Answers;
  texts: Record<string, string>;
  given_at: number;
  offset_ms: number | null;
  is_open: 0 | 1;
}

export type Refused = Entry & { reason: string };

export interface Verdict {
  id: string;
  verdict: "stored" | "already" | "refused";
  reason?: string;
}

export type Step =
  | { kind: "field" }
  | { kind: "question"; question: Question; title: Words | null };

/** What the server said: its status, and its JSON if the reply was the program's own. */
export interface Reply {
  status: number;
  body: any;
  retryAfter: number;
}
