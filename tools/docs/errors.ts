/** docs/errors.md: the whole catalogue, with the actions that answer each error. */
import { commonErrors } from '../../src/contract/common.ts';
import type { ActionContract } from '../../src/contract/define.ts';
import { errorCatalogue, type ErrorId } from '../../src/contract/errors.ts';
import { contracts } from '../../src/contract/index.ts';
import { code, page, table } from './markdown.ts';

export function renderErrors(): string {
  const actions: readonly ActionContract[] = Object.values(contracts);
  const ids = Object.keys(errorCatalogue).filter((id): id is ErrorId => Object.hasOwn(errorCatalogue, id));
  const usedBy = (id: ErrorId): readonly string[] =>
    actions.filter(({ errors }) => errors.includes(id)).map(({ name }) => name);
  const rows = (some: readonly ErrorId[], withActions: boolean): readonly (readonly string[])[] =>
    some.map((id) => {
      const { code: text, httpStatus, message, remedy, source } = errorCatalogue[id];
      const used = withActions ? [usedBy(id).join(', ')] : [];
      return [code(text), String(httpStatus), message, remedy, ...used, source];
    });
  const own = ids.filter((id) => !commonErrors.includes(id));
  return page(
    '# Errors',
    'Every error that a client can see. `Recommend` in the answer carries the remedy. `{name}` stands for a value of the request.',
    '## Every request',
    table(['Code', 'HTTP', 'Message', 'Remedy', 'Source'], rows(commonErrors, false)),
    '## Single actions',
    table(['Code', 'HTTP', 'Message', 'Remedy', 'Actions', 'Source'], rows(own, true)),
  );
}
