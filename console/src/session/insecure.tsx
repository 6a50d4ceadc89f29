import { Alert, Button } from 'antd';
import { useTexts } from '../i18n/texts.ts';
import { texts } from './texts.ts';

export function Insecure() {
  const t = useTexts(texts);
  const secure = `https://${location.host}${location.pathname}${location.hash}`;
  return (
    <main className="narrow">
      <Alert
        type="warning"
        showIcon
        title={t.insecureTitle}
        description={t.insecure}
        action={<Button href={secure}>{t.openSecurely}</Button>}
      />
    </main>
  );
}
