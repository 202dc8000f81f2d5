// A component that is drawn anew only when one of its properties is another: for long lists.
// SPDX-License-Identifier: Apache-2.0
import { Component, type FunctionComponent } from 'preact';

export function still<P extends object>(Inner: FunctionComponent<P>) {
  return class extends Component<P> {
    override shouldComponentUpdate(next: P): boolean {
      return (Object.keys(next) as (keyof P)[]).some((name) => next[name] !== (this.props as P)[name]);
    }

    override render() {
      return <Inner {...(this.props as P)} />;
    }
  };
}
