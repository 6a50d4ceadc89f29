/** Texts that a page must not take for anything else. Each fits a name of every kind, which has 80 characters at most. */
export const hostileTexts: readonly string[] = [
  '<img src=x data-hostile onerror=alert(1)>',
  '"><script data-hostile>alert(1)</script>',
  "'-alert(1)-'{{7*7}}${7*7}<%=7*7%>",
  'javascript:alert(1)//<svg/onload=alert(1)>',
  '</textarea></style></title><i data-hostile>',
  // Right-to-left override and isolates: what follows must not be turned around.
  'a\u202Egpj.exe\u2066b\u2069\u200F',
  // Control characters and lines of their own.
  'one\u0007\u001b[31mtwo\u2028three',
  '&lt;b data-hostile&gt;&#60;i&#62; %3Cu%3E',
  // No place to break, and letters that climb.
  'W'.repeat(80),
  `Z${'\u0351\u036f\u0348'.repeat(20)}algo`,
];
