/** What operations are called that many resources have. */
import type { Bilingual } from '../i18n/texts.ts';

const both = (en: string, zh: string): Bilingual<string> => ({ en, zh });

export const words = {
  edit: both('Edit', '编辑'),
  rename: both('Rename', '重命名'),
  delete: both('Delete', '删除'),
  remove: both('Remove', '移除'),
  tag: both('Add tags', '添加标签'),
  untag: both('Remove tags', '移除标签'),
  moveGroup: both('Move to resource group', '转移资源组'),
} as const;
