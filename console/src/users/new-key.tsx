/** A new access key with its secret, which no later answer tells. */
import { Alert } from 'antd';
import { useTexts } from '../i18n/texts.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Facts } from '../ui/facts.tsx';
import { texts } from './texts.ts';

export function NewKey({ answer }: { readonly answer: unknown }) {
  const t = useTexts(texts);
  const id = textOf(answer, 'AccessKeyId');
  const secret = textOf(answer, 'AccessKeySecret');
  const lines = `export HOTSPARE_ACCESS_KEY_ID=${id}\nexport HOTSPARE_ACCESS_KEY_SECRET=${secret}\n`;
  return (
    <div className="stack">
      <Alert type="warning" showIcon title={t.secretOnce} />
      <Facts
        facts={{
          [t.name]: textOf(answer, 'UserName'),
          [t.key]: <code>{id}</code>,
          [t.secret]: <code>{secret}</code>,
        }}
      />
      <div className="row">
        <CopyButton text={secret} label={t.copySecret} />
        <CopyButton text={lines} label={t.copyBoth} />
      </div>
    </div>
  );
}

function textOf(answer: unknown, name: string): string {
  const value: unknown =
    typeof answer === 'object' && answer !== null ? Reflect.get(answer, name) : undefined;
  return typeof value === 'string' ? value : '';
}
