/** The same by the command line, to copy. */
import './command.css';
import { CopyButton } from './copy-button.tsx';

export function Command({ children }: { readonly children: string }) {
  return (
    <div className="command">
      <pre tabIndex={0}>{children}</pre>
      <CopyButton text={children} />
    </div>
  );
}
