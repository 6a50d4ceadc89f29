import { defineTexts } from '../i18n/texts.ts';

export const texts = defineTexts(
  {
    actions: 'Actions',
    more: 'More',
    moreOf: (name: string) => `More actions: ${name}`,
    of: (verb: string, name: string) => `${verb}: ${name}`,
    details: 'Details',
    hide: 'Hide',
    close: 'Close',
    cancel: 'Cancel',
    orCommand: 'The same from the command line:',
    save: 'Save',
    none: 'None',
    confirm: 'The change counts at once.',
  },
  {
    actions: '操作',
    more: '更多',
    moreOf: (name) => `更多操作：${name}`,
    of: (verb, name) => `${verb}：${name}`,
    details: '详情',
    hide: '收起',
    close: '关闭',
    cancel: '取消',
    orCommand: '也可以使用命令行：',
    save: '保存',
    none: '无',
    confirm: '更改将立即生效。',
  },
);
