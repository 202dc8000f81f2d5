// The mark of a figure that a system brought and nobody typed.
// SPDX-License-Identifier: Apache-2.0
import plug from 'icon:plug';
import type { FigureChannel } from '../../api/types';
import { Icon } from '../../ui/icon';
import { Vi } from '../../ui/text';
import { fillingWords } from '../../words/vi/filling';

export function FromSystem({ channel, name }: { channel: FigureChannel | ''; name: string }) {
  if (channel === '') return null;
  return <span class="from-system"><Icon of={plug} size={16} /><Vi>{fillingWords().marks[channel](name)}</Vi></span>;
}
