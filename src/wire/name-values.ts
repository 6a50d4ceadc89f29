/** Of a query or a form, decoded. Both schemes sign a map, so every name stands once. The order is that of the request. */
export type NameValues = ReadonlyMap<string, string>;
