/** PEM as clients send it: with text around, blank lines left out or added, CRLF, or `\n` as two characters. */

export interface PemBlock {
  /** Such as `CERTIFICATE`. */
  readonly label: string;
  /** The same block in lines of 64 characters. */
  readonly text: string;
  /** By its label, or by the headers of the older form. */
  readonly encrypted: boolean;
}

const BEGIN = '-----BEGIN ';
const DASHES = '-----';

/** Every block in order, or why the text is none. */
export function pemBlocks(text: string): readonly PemBlock[] | string {
  const blocks: PemBlock[] = [];
  for (let begin = text.indexOf(BEGIN); begin >= 0;) {
    const label = /^[A-Z0-9 ]{1,64}(?=-----)/.exec(text.slice(begin + BEGIN.length, begin + 80))?.[0];
    if (label === undefined) return 'a BEGIN line is not complete';
    const bodyStart = begin + BEGIN.length + label.length + DASHES.length;
    const bodyEnd = text.indexOf(`-----END ${label}-----`, bodyStart);
    if (bodyEnd < 0) return `its ${label} has no END line`;
    const body = text.slice(bodyStart, bodyEnd).replaceAll(/\\[rn]|\s/g, '');
    const encrypted = label.startsWith('ENCRYPTED ') || /^Proc-Type:.*ENCRYPTED/.test(body);
    if (!encrypted && !/^[A-Za-z0-9+/]+=*$/.test(body)) return `its ${label} is not Base64 text`;
    const lines = body.match(/.{1,64}/g) ?? [];
    const whole = [`${BEGIN}${label}${DASHES}`, ...lines, `-----END ${label}-----`, ''].join('\n');
    blocks.push({ label, text: whole, encrypted });
    begin = text.indexOf(BEGIN, bodyEnd);
  }
  return blocks.length > 0 ? blocks : 'it has no BEGIN line';
}
