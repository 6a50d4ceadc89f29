import { defineTexts } from '../i18n/texts.ts';

export const texts = defineTexts({ region: 'Region' }, { region: '地域' });
