import { Component, type ReactNode } from "react";

/** Draws the text as it is in place of content that cannot be drawn. */
export class PlainBoundary extends Component<{ text: string; children: ReactNode }> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override render(): ReactNode {
    if (this.state.isBroken) return <p className="whitespace-pre-wrap">{this.props.text}</p>;
    return this.props.children;
  }
}
