import { defineTexts } from '../i18n/texts.ts';

export const texts = defineTexts(
  {
    live: 'Live',
    connecting: 'Connecting …',
    lost: 'Not live',
    off: 'Not live',
    explained: {
      live: 'What you see changes as it happens.',
      connecting: 'The event stream is being opened.',
      lost: 'The event stream broke; it is being opened again. Figures are those of before.',
      off: 'This service has no event stream for you, as in strict mode. Lists are read again now and then.',
    },
  },
  {
    live: '实时',
    connecting: '连接中……',
    lost: '非实时',
    off: '非实时',
    explained: {
      live: '页面内容随实际情况即时变化。',
      connecting: '正在打开事件流。',
      lost: '事件流已中断，正在重新连接；当前为中断前的数据。',
      off: '该服务没有可用的事件流（例如严格模式），列表会定期重新读取。',
    },
  },
);
