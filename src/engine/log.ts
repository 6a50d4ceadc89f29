/** How engines report what they do: one fact, named, with its fields; never prose. */
export type EngineLog = (event: string, fields: Readonly<Record<string, unknown>>) => void;
