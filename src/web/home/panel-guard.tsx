import { Component, type ReactNode } from 'react';

/** A module's panel that breaks takes only itself off the page. */
export class PanelGuard extends Component<{ label: string; children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    return this.state.broken ? <p role="status">{this.props.label}</p> : this.props.children;
  }
}
