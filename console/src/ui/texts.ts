import { defineTexts } from '../i18n/texts.ts';

export const texts = defineTexts(
  {
    unreachable: 'The service does not answer',
    unreachableRemedy: 'Check that it runs; this page tries again when you do.',
    failed: 'That did not work',
    requestId: 'Request ID',
    copy: 'Copy',
    copied: 'Copied',
    close: 'Close this dialog',
    loading: 'Loading …',
    filter: 'Filter',
    more: 'More',
    noMatch: 'Nothing matches the filter.',
    rows: (count: number) => `${count} rows`,
    extension: 'Hotspare only',
  },
  {
    unreachable: '服务没有响应',
    unreachableRemedy: '请确认服务正在运行；重试操作时页面会再次连接。',
    failed: '操作未成功',
    requestId: '请求 ID',
    copy: '复制',
    copied: '已复制',
    close: '关闭此对话框',
    loading: '加载中……',
    filter: '筛选',
    more: '更多',
    noMatch: '没有符合筛选条件的内容。',
    rows: (count: number) => `${count} 行`,
    extension: 'Hotspare 扩展',
  },
);
