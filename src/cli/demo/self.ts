/** How to start this very program once more: interpreter, its flags, program. Works bundled and from the sources. */
export function selfProgram(): readonly string[] {
  return [process.execPath, ...process.execArgv, process.argv[1] ?? ''];
}
