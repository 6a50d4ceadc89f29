import { Name } from '../ui/name.tsx';
import './resources.css';

/** A name with the id below it; the id alone where there is no name. */
export function Named({ name, id }: { readonly name: string; readonly id: string }) {
  return name === '' || name === id ? (
    <code>{id}</code>
  ) : (
    <div className="named">
      <Name>{name}</Name>
      <code className="quiet">{id}</code>
    </div>
  );
}
