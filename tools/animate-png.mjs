// Several PNG of one size and kind become one that moves (APNG, https://wiki.mozilla.org/APNG_Specification); where it is not
// understood the first frame is shown.
import { crc32 } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** `frames`: whole files. Shown for `frameMs` each, the last for `lastMs`, again and again. */
export function animate(frames, { frameMs, lastMs }) {
  const [first] = frames.map(chunksOf);
  const header = first.find(({ type }) => type === 'IHDR').data;
  const control = Buffer.alloc(8);
  control.writeUInt32BE(frames.length, 0);
  const out = [SIGNATURE, chunk('IHDR', header), chunk('acTL', control)];
  let sequence = 0;
  for (const [index, frame] of frames.map(chunksOf).entries()) {
    if (!frame.find(({ type }) => type === 'IHDR').data.equals(header)) {
      throw new Error(`frame ${index} has another size or kind than the first`);
    }
    out.push(chunk('fcTL', frameControl(header, sequence++, index === frames.length - 1 ? lastMs : frameMs)));
    for (const { type, data } of frame) {
      if (type !== 'IDAT') continue;
      if (index === 0) out.push(chunk('IDAT', data));
      else out.push(chunk('fdAT', Buffer.concat([uint32(sequence++), data])));
    }
  }
  return Buffer.concat([...out, chunk('IEND', Buffer.alloc(0))]);
}

function chunksOf(file) {
  const chunks = [];
  for (let at = SIGNATURE.length; at < file.length;) {
    const length = file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    chunks.push({ type, data: file.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return chunks;
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([uint32(data.length), body, uint32(crc32(body))]);
}

/** Width and height as the header has them; at the corner, replacing what was there. */
function frameControl(header, sequence, ms) {
  const control = Buffer.alloc(26);
  control.writeUInt32BE(sequence, 0);
  header.copy(control, 4, 0, 8);
  control.writeUInt16BE(ms, 20);
  control.writeUInt16BE(1_000, 22);
  return control;
}

function uint32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
}
