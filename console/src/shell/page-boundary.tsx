/** A fault in one page is shown in its place; the rest of the console goes on. */
import { Component, type ReactNode } from 'react';
import { ProblemAlert } from '../ui/problem-alert.tsx';

interface Props {
  readonly children: ReactNode;
}

export class PageBoundary extends Component<Props, { readonly problem: unknown }> {
  override state: { readonly problem: unknown } = { problem: undefined };

  static getDerivedStateFromError(problem: unknown): { readonly problem: unknown } {
    return { problem };
  }

  override render(): ReactNode {
    return this.state.problem === undefined ? (
      this.props.children
    ) : (
      <ProblemAlert problem={this.state.problem} />
    );
  }
}
