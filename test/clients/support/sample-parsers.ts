/** Languages whose libraries CI cannot have: their samples are read by the language's own tools, and so are texts. */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProvidedContext } from 'vitest';
import { csharpText, hclText, phpText } from '../../../src/samples/quote.ts';
import { execute, type SampleFolder } from './sample-runners.ts';
import { onMachine } from './sample-languages.ts';
import { misfits, type TerraformBody } from './terraform-schema.ts';
import type { Tool } from './tools.ts';

export interface ParsedLanguage {
  readonly id: string;
  readonly tool: Tool;
  /** For the table. */
  readonly how: string;
  /** What is wrong with the files; nothing, if all can be read. */
  problems(files: readonly string[]): Promise<readonly string[]>;
  /** What the language itself makes of a text, whatever its spelling. */
  readonly normal?: (text: string) => string;
  /** The texts as the language reads them from their literals. */
  readBack(texts: readonly string[], folder: SampleFolder): Promise<readonly string[]>;
}

export function parsedLanguages({ terraform }: ProvidedContext['clients']): readonly ParsedLanguage[] {
  return [php, csharp, terraformWith(terraform)];
}

const php: ParsedLanguage = {
  id: 'php',
  tool: onMachine('php'),
  how: '`php -l`; its library is in none of the registries that CI reaches',
  async problems(files) {
    const outcomes = await Promise.all(
      files.map((file) => execute('php', ['-l', file], { cwd: dirname(file) })),
    );
    return outcomes.filter(({ code }) => code !== 0).map(({ stdout, stderr }) => stdout + stderr);
  },
  readBack: (texts, folder) =>
    linesOf(
      folder.write(
        'texts.php',
        `<?php foreach ([${texts.map(phpText).join(', ')}] as $t) echo bin2hex($t), "\\n";`,
      ),
      (file) => said('php', [file]),
    ),
};

const csharp: ParsedLanguage = {
  id: 'csharp',
  tool: onMachine('mcs'),
  how: '`mcs --parse`, the compiler of Mono; its library is in none of the registries that CI reaches',
  async problems(files) {
    const [first = ''] = files;
    const { code, stdout, stderr } = await execute('mcs', ['--parse', ...files], { cwd: dirname(first) });
    return code === 0 ? [] : [stdout + stderr];
  },
  readBack: (texts, folder) =>
    linesOf(folder.write('Texts.cs', csharpPrinter(texts)), async (file) => {
      const program = `${file}.exe`;
      await said('mcs', [`-out:${program}`, file]);
      return said('mono', [program]);
    }),
};

function csharpPrinter(texts: readonly string[]): string {
  return `using System;
using System.Text;
public static class Texts
{
    public static void Main()
    {
        foreach (var text in new[] { ${texts.map(csharpText).join(', ')} })
            Console.WriteLine(BitConverter.ToString(Encoding.UTF8.GetBytes(text)).Replace("-", ""));
    }
}
`;
}

function terraformWith(tool: Tool): ParsedLanguage {
  const read = async (files: readonly string[]): Promise<Record<string, readonly TerraformBody[]>> => {
    if ('missing' in tool) throw new Error(tool.missing);
    return JSON.parse(await said(tool.command.program, files));
  };
  return {
    id: 'terraform',
    tool,
    how:
      'read by HashiCorp’s parser; resources, attributes and blocks are held against the schema of the provider. ' +
      'Actions without a resource have no sample',
    // Composed characters, in all its texts.
    normal: (text) => text.normalize('NFC'),
    problems: async (files) =>
      Object.values(await read(files)).flatMap((resources) => resources.flatMap(misfits)),
    async readBack(texts, folder) {
      const literals = texts.map(hclText).join(', ');
      const file = folder.write('texts.tf', `resource "texts" "of" {\n  texts = [${literals}]\n}\n`);
      const [resource] = Object.values(await read([file])).flat();
      const held = resource?.attributes['texts'];
      return Array.isArray(held) ? held.map(String) : [];
    },
  };
}

/** What a program prints; rejects when it fails. */
async function said(program: string, args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await execute(program, args, {
    cwd: fileURLToPath(new URL('.', import.meta.url)),
  });
  if (code !== 0) throw new Error(`${program}: ${stdout}${stderr}`);
  return stdout;
}

/** One text per line, in hexadecimal. */
async function linesOf(file: string, print: (file: string) => Promise<string>): Promise<readonly string[]> {
  const lines = (await print(file)).trimEnd().split('\n');
  return lines.map((line) => Buffer.from(line.trim(), 'hex').toString('utf8'));
}
