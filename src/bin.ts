#!/usr/bin/env node
/** The program `hotspare`. The demonstration's helpers are this program too, so that one file is all there is. */
const [command, ...rest] = process.argv.slice(2);
switch (command) {
  case '_backend': {
    const { runBackend } = await import('./cli/demo/backend-process.ts');
    await runBackend(rest);
    break;
  }
  case '_load': {
    const { runLoad } = await import('./cli/demo/load-process.ts');
    await runLoad(rest);
    break;
  }
  default: {
    const { runProgram } = await import('./cli/main.ts');
    // Not process.exit: what is still in the pipe of standard output would be lost.
    process.exitCode = await runProgram(process.argv.slice(2));
    // A connection that somebody still holds open must not keep a finished program alive.
    setTimeout(() => process.exit(), 2_000).unref();
  }
}
